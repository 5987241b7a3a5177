package org.hornbook.app.desk;

import javafx.scene.input.KeyEvent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The one registry of commands: menus, accelerators and the palette read it.
public final class Commands {
    private final Map<String, Command> general = new LinkedHashMap<>();
    private List<Command> screen = List.of();

    /// Adds a command that is there in every view.
    public void add(Command command) {
        if (general.putIfAbsent(command.id(), command) != null) {
            throw new IllegalStateException("two commands are called " + command.id());
        }
    }

    /// Replaces the commands of the view that is shown.
    public void screen(List<Command> commands) {
        screen = List.copyOf(commands);
    }

    /// Those of the view first.
    public List<Command> all() {
        List<Command> all = new ArrayList<>(screen);
        all.addAll(general.values());
        return all;
    }

    public Optional<Command> find(String id) {
        return all().stream().filter(c -> c.id().equals(id)).findFirst();
    }

    /// Runs the command of this key; whether there was one that could be run.
    public boolean press(KeyEvent event) {
        for (Command command : all()) {
            if (command.key() != null
                    && command.key().match(event)
                    && command.enabled().getAsBoolean()) {
                command.action().run();
                return true;
            }
        }
        return false;
    }
}
