/// Several models beside each other: the same prompt to all, each answer with who gave it.
package org.hornbook.chat;
