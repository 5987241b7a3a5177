/// What a model is on disk: a folder in the Hugging Face layout.
///
/// `Checkpoint` opens such a folder: `ModelConfig` is its config.json, `Tensors` its weights under
/// the names of `ModelParameters` whatever the file calls them, `Tokenizer` its tokenizer.json.
/// `CheckpointFolder` writes one. `ModelGraph` turns one into an ONNX graph that a runtime can
/// execute. Whatever is wrong with a folder is told by one `CheckpointException` of one sentence.
package org.hornbook.checkpoint;
