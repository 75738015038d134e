"""Opens the reader's network in onnxruntime, where that can be had."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coaching.reading.model import Numbers
    from coaching.reading.network import Run


def open_network(content: bytes | Path) -> "Run | None":
    """The network in an ONNX file's bytes, on one core; None where onnxruntime is not installed.

    Raises ValueError when the bytes are no network that it can run.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # its wheels report home by default, and read this when imported
    try:
        import onnxruntime
    except ImportError:
        return None
    import numpy as np

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    try:
        session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # its errors have no common class
        raise ValueError(f"onnxruntime cannot open it: {problem}") from problem

    def run(pieces: Sequence[int]) -> "Numbers":
        odds: Numbers = session.run(None, {"pieces": np.array([pieces], np.int64)})[0][0]
        return odds

    return run
