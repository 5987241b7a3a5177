/// Running models: `Generator` continues token ids, `TextGenerator` text; `Encoder` turns text into
/// vectors. The Onnx classes run a checkpoint on ONNX Runtime, in this process.
package org.hornbook.infer;
