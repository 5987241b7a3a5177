/// The Hugging Face Hub: what repositories there are, which files they hold, and their download
/// into the cache on disk that Python's huggingface_hub shares. Facts about the wire and the folder
/// come from the Hub's public documentation ("Hub API Endpoints", "Hub Local Cache", "Rate
/// limits").
package org.hornbook.hub;
