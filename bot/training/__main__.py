"""`python -m bot.training`: train the local reader from the labelled examples and write it with its own evaluation."""

import argparse
from pathlib import Path

import coaching_content
from bot.training.examples import load_examples, load_file
from bot.training.run import train

CONTENT = Path(coaching_content.__file__).parent


def main() -> None:
    """Train, evaluate, write, and print the figures."""
    options = _parse()
    unseen = load_file(options.unseen_chat) if options.unseen_chat else []
    report = train(load_examples(options.examples), options.to, folds=options.folds, unseen_chat=unseen)
    for name, figure in report["overall"].items():
        print(f"{name:24} {figure}")
    print(f"{'chat':24} {report['chat']}")


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.training", description=__doc__)
    parser.add_argument("--examples", type=Path, default=CONTENT / "examples", help="folder of labelled *.jsonl files")
    parser.add_argument("--to", type=Path, default=CONTENT / "reader", help="folder to write model and report to")
    parser.add_argument("--folds", type=int, default=10, help="groups of writers for the evaluation (20 takes longer)")
    parser.add_argument("--unseen-chat", type=Path, help="a JSONL file of chat that must get no nudge, to be counted")
    return parser.parse_args()


if __name__ == "__main__":
    main()
