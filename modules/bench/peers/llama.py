# llama.cpp beside Hornbook: llama.py LIBRARIES MODEL.gguf THREADS CONTEXT FLASH. LIBRARIES is the folder of the .so files in the npm package
# @node-llama-cpp/linux-x64 3.22.1 (llama.cpp v0.5.0, whose structs stand below). FLASH is 1 for flash attention, 0 for none. Needs nothing but Python. Says "figures: load=seconds",
# then answers each line with "figures: pace=tokens/s peak=bytes": "read N" reads a new text of N random tokens, "write N" goes back to the first
# N of it and writes 32 after them.
import ctypes as c
import glob
import os
import random
import sys
import time

libraries, model_file, threads, context = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
WRITTEN = 32


class ModelParams(c.Structure):
    _fields_ = [("devices", c.c_void_p), ("overrides", c.c_void_p), ("n_gpu_layers", c.c_int32), ("split_mode", c.c_int32),
                ("load_mode", c.c_int32), ("lazy_mode", c.c_int32), ("main_gpu", c.c_int32), ("tensor_split", c.c_void_p),
                ("progress", c.c_void_p), ("progress_data", c.c_void_p), ("kv_overrides", c.c_void_p), ("vocab_only", c.c_bool),
                ("check_tensors", c.c_bool), ("use_extra_bufts", c.c_bool), ("no_host", c.c_bool), ("no_alloc", c.c_bool),
                ("load_mtp", c.c_bool)]


class ContextParams(c.Structure):
    _fields_ = ([(n, c.c_uint32) for n in ("n_ctx", "n_batch", "n_ubatch", "n_seq_max", "n_rs_seq", "n_outputs_max",
                                           "n_outputs_max_per_seq")]
                + [(n, c.c_int32) for n in ("n_threads", "n_threads_batch", "ctx_type", "rope_scaling_type", "pooling_type",
                                            "attention_type", "flash_attn_type")]
                + [(n, c.c_float) for n in ("rope_freq_base", "rope_freq_scale", "yarn_ext_factor", "yarn_attn_factor",
                                            "yarn_beta_fast", "yarn_beta_slow")]
                + [("yarn_orig_ctx", c.c_uint32), ("defrag_thold", c.c_float), ("cb_eval", c.c_void_p), ("cb_eval_data", c.c_void_p),
                   ("type_k", c.c_int32), ("type_v", c.c_int32), ("abort", c.c_void_p), ("abort_data", c.c_void_p)]
                + [(n, c.c_bool) for n in ("embeddings", "offload_kqv", "no_perf", "op_offload", "swa_full", "kv_unified")]
                + [("samplers", c.c_void_p), ("n_samplers", c.c_size_t), ("ctx_other", c.c_void_p)])


class Batch(c.Structure):
    _fields_ = [("n_tokens", c.c_int32), ("token", c.POINTER(c.c_int32)), ("embd", c.c_void_p), ("pos", c.c_void_p),
                ("n_seq_id", c.c_void_p), ("seq_id", c.c_void_p), ("logits", c.c_void_p)]


def load(name):
    return c.CDLL(sorted(glob.glob(os.path.join(libraries, name)))[0], mode=c.RTLD_GLOBAL)


load("libggml-base.so")
ggml = load("libggml.v*.so")
llama = load("libllama.v*.so")
QUIET = c.CFUNCTYPE(None, c.c_int, c.c_char_p, c.c_void_p)(lambda level, text, data: None)
llama.llama_log_set(QUIET, None)
ggml.ggml_backend_load_all_from_path.argtypes = [c.c_char_p]
ggml.ggml_backend_load_all_from_path(libraries.encode())
for name, returns, takes in (("llama_model_default_params", ModelParams, []), ("llama_context_default_params", ContextParams, []),
                             ("llama_model_load_from_file", c.c_void_p, [c.c_char_p, ModelParams]),
                             ("llama_init_from_model", c.c_void_p, [c.c_void_p, ContextParams]),
                             ("llama_get_memory", c.c_void_p, [c.c_void_p]), ("llama_memory_clear", None, [c.c_void_p, c.c_bool]),
                             ("llama_memory_seq_rm", c.c_bool, [c.c_void_p, c.c_int32, c.c_int32, c.c_int32]),
                             ("llama_decode", c.c_int32, [c.c_void_p, Batch]), ("llama_synchronize", None, [c.c_void_p]),
                             ("llama_get_logits_ith", c.POINTER(c.c_float), [c.c_void_p, c.c_int32])):
    function = getattr(llama, name)
    function.restype, function.argtypes = returns, takes


def figures(**numbers):
    print("figures: " + " ".join(f"{name}={value}" for name, value in numbers.items()), flush=True)


def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) << 10 for line in status if line.startswith("VmHWM"))


start = time.perf_counter()
model = llama.llama_model_load_from_file(model_file.encode(), llama.llama_model_default_params())
params = llama.llama_context_default_params()
params.n_ctx, params.n_threads, params.n_threads_batch = context, threads, threads
params.flash_attn_type = int(sys.argv[5])
ctx = llama.llama_init_from_model(model, params)
if not ctx:
    sys.exit("llama.cpp cannot load " + model_file)
figures(load=time.perf_counter() - start)


def decode(tokens):
    values = (c.c_int32 * len(tokens))(*tokens)
    if llama.llama_decode(ctx, Batch(len(tokens), values, None, None, None, None, None)) != 0:
        sys.exit("llama.cpp cannot read")
    llama.llama_synchronize(ctx)
    return llama.llama_get_logits_ith(ctx, -1)


text = []
for line in sys.stdin:
    what, count = line.split()[0], int(line.split()[1])
    memory = llama.llama_get_memory(ctx)
    if what == "read":
        text = [random.randrange(50_000) for _ in range(count)]
        llama.llama_memory_clear(memory, True)
        start = time.perf_counter()
        decode(text)
        figures(pace=count / (time.perf_counter() - start), peak=peak())
    else:
        llama.llama_memory_seq_rm(memory, -1, count, -1)
        start = time.perf_counter()
        for _ in range(WRITTEN):
            decode([random.randrange(50_000)])
        figures(pace=WRITTEN / (time.perf_counter() - start), peak=peak())
