"""Stores the demo's checkpoint `kept` in 16-bit floats, as a small model that was really trained.

    hornbook demo --workspace W
    pip install numpy==2.4.6 safetensors==0.8.0
    python make.py W/checkpoints/kept
"""

import shutil
import sys
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

source = Path(sys.argv[1])
target = Path(__file__).parent / "trained"
target.mkdir(exist_ok=True)
tensors = load_file(source / "model.safetensors")
save_file(
    {name: values.astype(np.float16) for name, values in tensors.items()},
    target / "model.safetensors",
    {"format": "pt"},
)
for name in ["config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json"]:
    shutil.copy(source / name, target / name)
