/// What tests of several rooms share; never part of the product.
package org.hornbook.testkit;
