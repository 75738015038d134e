"""`python -m bot.training`: train the local reader from the labelled examples and write it with its own evaluation."""

import argparse
from pathlib import Path

import coaching_content
from bot.training.examples import Example, label_rows, list_plays, load_examples, load_file
from bot.training.fitted_network import FittedNetwork, read_fitted
from bot.training.fold import assign_folds
from bot.training.holds import load_holds
from bot.training.run import count_chat, train

CONTENT = Path(coaching_content.__file__).parent


def main() -> None:
    """Train, evaluate, write, and print the figures."""
    options = _parse()
    examples = load_examples(options.examples)
    held = load_holds(CONTENT).rows(examples, list_plays(examples))
    reader = train(examples, folds=options.folds, network=_network(examples, options), held=held)
    reader.write(options.to)
    if options.unseen_chat:
        reader.figures["chat"]["unseen"] = count_chat(options.to, load_file(options.unseen_chat))
        reader.write(options.to)
    for name, figure in reader.figures["overall"].items():
        print(f"{name:24} {figure}")
    print(f"{'chat':24} {reader.figures['chat']}")


def _network(examples: list[Example], options: argparse.Namespace) -> FittedNetwork | None:
    """The network trained anew, or the one that lies there already."""
    if not options.train_network:
        return read_fitted(CONTENT / "reader", examples)
    from bot.training.network import fit_network

    labels, fold_of = label_rows(examples, list_plays(examples)), assign_folds(examples, options.folds)
    return fit_network(examples, labels, fold_of)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.training", description=__doc__)
    parser.add_argument("--examples", type=Path, default=CONTENT / "examples", help="folder of labelled *.jsonl files")
    parser.add_argument("--to", type=Path, default=CONTENT / "reader", help="folder to write the reader and report to")
    parser.add_argument("--folds", type=int, default=4, help="groups of writers for the evaluation, an even number")
    parser.add_argument("--unseen-chat", type=Path, help="a JSONL file of chat that must get no nudge, to be counted")
    parser.add_argument(
        "--train-network", action="store_true", help="train the network anew too (most of an hour on two cores)"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
