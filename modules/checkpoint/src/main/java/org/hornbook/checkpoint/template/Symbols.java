package org.hornbook.checkpoint.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The names that one scope mentions, and where each has its first value from. As Jinja's compiler
/// has it: a name whose first mention sets it has none before.
final class Symbols {
    private enum First {
        GIVEN,
        AROUND,
        NOTHING
    }

    private final Symbols around;
    private final Map<String, First> firsts = new HashMap<>();
    private final Set<String> stored = new HashSet<>();

    Symbols(Symbols around) {
        this.around = around;
    }

    private boolean known(String name) {
        return firsts.containsKey(name) || (around != null && around.known(name));
    }

    void read(String name) {
        if (!known(name)) {
            firsts.put(name, First.AROUND);
        }
    }

    void set(String name) {
        stored.add(name);
        if (!firsts.containsKey(name)) {
            firsts.put(name, around != null && around.known(name) ? First.AROUND : First.NOTHING);
        }
    }

    void given(String name) {
        stored.add(name);
        firsts.put(name, First.GIVEN);
    }

    Symbols copy() {
        Symbols copy = new Symbols(around);
        copy.firsts.putAll(firsts);
        copy.stored.addAll(stored);
        return copy;
    }

    /// What is set in one branch only has the value from around it in the others.
    void branches(List<Symbols> branches) {
        Set<String> fresh = new HashSet<>();
        branches.forEach(b -> fresh.addAll(b.stored));
        fresh.removeAll(stored);
        for (Symbols branch : branches) {
            firsts.putAll(branch.firsts);
            stored.addAll(branch.stored);
        }
        fresh.forEach(name -> firsts.put(name, First.AROUND));
    }

    /// The names that have no value before they are set.
    Set<String> hidden() {
        return firsts.entrySet().stream()
                .filter(e -> e.getValue() == First.NOTHING)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
