/// Training small phi models: a tokenizer of one's own, packed token shards, and the whole training
/// step as TorchScript that this room writes itself, run in a child process on PyTorch.
///
/// The walk: `BpeTrainer` makes a tokenizer, `TokenizeJob` a `TokenShard`, `TrainJob` starts a
/// child (`TrainChild`) that runs `PhiStep` over and over and leaves a checkpoint folder.
package org.hornbook.train;
