/// Rounding weights to 4 bits with regard to what they are multiplied with, layer by layer, and
/// finding out where activations may be rounded too.
package org.hornbook.infer.calibrate;
