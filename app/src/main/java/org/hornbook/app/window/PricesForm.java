package org.hornbook.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.label.PriceList;

/// What models cost: the list that comes with the program, each row with its day, and a person's
/// own prices before it. A click on a row takes it up to be changed.
final class PricesForm {
    private final Desk desk;
    private final VBox rows = new VBox(2);
    private final VBox box;
    private final TextField model = new TextField();
    private final TextField prompt = new TextField();
    private final TextField completion = new TextField();
    private final Label wrong = Parts.paragraph("", "hb-bad");

    PricesForm(Desk desk) {
        this.desk = desk;
        model.setPromptText(Texts.of("settings.prices.model"));
        model.setId("price-model");
        prompt.setPromptText(Texts.of("settings.endpoint.prompt"));
        prompt.setId("price-prompt");
        completion.setPromptText(Texts.of("settings.endpoint.completion"));
        completion.setId("price-completion");
        javafx.scene.control.Button set = Parts.button(Texts.of("settings.prices.set"), this::set);
        set.setId("price-set");
        HBox prices = new HBox(8, prompt, completion);
        HBox.setHgrow(prompt, Priority.ALWAYS);
        HBox.setHgrow(completion, Priority.ALWAYS);
        Parts.show(wrong, false);
        box =
                Parts.column(
                        6,
                        Parts.heading(Texts.of("settings.prices")),
                        Parts.paragraph(Texts.of("settings.prices.words"), "hb-muted", "hb-small"),
                        rows,
                        model,
                        prices,
                        wrong,
                        set);
        read();
    }

    Node node() {
        return box;
    }

    /// A person's own prices, and all.
    private record Read(List<PriceList.Row> own, PriceList all) {}

    private void read() {
        desk.read(() -> new Read(desk.files().ownPrices(), desk.files().prices()), this::show);
    }

    private void show(Read read) {
        rows.getChildren().clear();
        for (PriceList.Row row : read.all().rows()) {
            boolean own = read.own().contains(row);
            HBox line =
                    Parts.row(
                            8,
                            Parts.link(row.model(), () -> edit(row)),
                            Parts.spacer(),
                            Parts.text(
                                    Texts.of(
                                            "settings.prices.row",
                                            Words.dollars(row.prompt()),
                                            Words.dollars(row.completion()),
                                            own ? Texts.of("settings.prices.own") : row.from(),
                                            row.taken()),
                                    "hb-muted",
                                    "hb-small"));
            if (own) {
                line.getChildren()
                        .add(
                                Parts.link(
                                        Texts.of("settings.endpoint.remove"),
                                        () -> change(read.own(), row.model(), List.of())));
            }
            rows.getChildren().add(line);
        }
    }

    private void edit(PriceList.Row row) {
        model.setText(row.model());
        prompt.setText(String.valueOf(row.prompt()));
        completion.setText(String.valueOf(row.completion()));
        prompt.requestFocus();
    }

    private void set() {
        try {
            PriceList.Row row =
                    new PriceList.Row(
                            model.getText().strip(),
                            Double.parseDouble(prompt.getText().strip()),
                            Double.parseDouble(completion.getText().strip()),
                            java.time.LocalDate.now().toString(),
                            "you");
            row.price(); // refuses what is negative
            if (row.model().isEmpty()) {
                throw new IllegalArgumentException("no model");
            }
            Parts.show(wrong, false);
            desk.read(
                    desk.files()::ownPrices,
                    own -> {
                        change(own, row.model(), List.of(row));
                        List.of(model, prompt, completion).forEach(TextField::clear);
                    });
        } catch (IllegalArgumentException e) {
            wrong.setText(Texts.of("settings.prices.needs"));
            Parts.show(wrong, true);
        }
    }

    private void change(List<PriceList.Row> own, String of, List<PriceList.Row> next) {
        List<PriceList.Row> all = new ArrayList<>(own);
        all.removeIf(r -> r.model().equals(of));
        all.addAll(next);
        desk.read(
                () -> {
                    desk.files().ownPrices(all);
                    return true;
                },
                stored -> read());
    }
}
