/// Models behind an OpenAI-compatible HTTP endpoint: GPT-4 and its relatives, Ollama, LM Studio,
/// llama-server, vLLM.
package org.hornbook.infer.remote;
