package org.hornbook.app.window;

import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.view.chat.ChatView;
import org.hornbook.app.view.compare.CompareView;
import org.hornbook.app.view.corpora.CorporaView;
import org.hornbook.app.view.home.HomeView;
import org.hornbook.app.view.jobs.JobsView;
import org.hornbook.app.view.labels.LabelsView;
import org.hornbook.app.view.models.ModelsView;
import org.hornbook.app.view.train.TrainView;

import java.util.function.Function;

/// Builds the views.
record Screens(Desk desk) implements Function<Place, Screen> {
    @Override
    public Screen apply(Place place) {
        return switch (place) {
            case HOME -> new HomeView(desk);
            case CORPORA -> new CorporaView(desk);
            case LABELS -> new LabelsView(desk);
            case COMPARE -> new CompareView(desk);
            case TRAIN -> new TrainView(desk);
            case CHAT -> new ChatView(desk);
            case MODELS -> new ModelsView(desk);
            case JOBS -> new JobsView(desk);
        };
    }
}
