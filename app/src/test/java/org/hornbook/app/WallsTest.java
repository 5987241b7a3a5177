package org.hornbook.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The walls of the house: who may know whom.
@AnalyzeClasses(packages = "org.hornbook", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule rooms =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("store")
                    .definedBy("org.hornbook.store..")
                    .layer("job")
                    .definedBy("org.hornbook.job..")
                    .layer("corpus")
                    .definedBy("org.hornbook.corpus..")
                    .layer("hub")
                    .definedBy("org.hornbook.hub..")
                    .layer("checkpoint")
                    .definedBy("org.hornbook.checkpoint..")
                    .layer("infer")
                    .definedBy("org.hornbook.infer..")
                    .layer("label")
                    .definedBy("org.hornbook.label..")
                    .layer("classify")
                    .definedBy("org.hornbook.classify..")
                    .layer("train")
                    .definedBy("org.hornbook.train..")
                    .layer("chat")
                    .definedBy("org.hornbook.chat..")
                    .layer("evaluate")
                    .definedBy("org.hornbook.evaluate..")
                    .layer("app")
                    .definedBy("org.hornbook.app..")
                    .whereLayer("app")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("evaluate")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("hub")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("chat")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("train")
                    .mayOnlyBeAccessedByLayers("app")
                    .whereLayer("classify")
                    .mayOnlyBeAccessedByLayers("train", "app")
                    .whereLayer("label")
                    .mayOnlyBeAccessedByLayers("classify", "app")
                    .whereLayer("infer")
                    .mayOnlyBeAccessedByLayers("label", "classify", "chat", "evaluate", "app")
                    .whereLayer("checkpoint")
                    .mayOnlyBeAccessedByLayers("infer", "train", "app")
                    .whereLayer("corpus")
                    .mayOnlyBeAccessedByLayers("label", "classify", "train", "app")
                    .because(
                            "the data walks one way, and train and chat meet only in a checkpoint on disk");

    @ArchTest
    static final ArchRule noCircles =
            slices().matching("org.hornbook.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule sqlInRepositories =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.hornbook.store..")
                    .and()
                    .haveSimpleNameNotEndingWith("Repository")
                    .and(
                            not(
                                    "belongs to a repository",
                                    c -> outermost(c).getSimpleName().endsWith("Repository")))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.sql..")
                    .because("SQL has one place for each noun");

    @ArchTest
    static final ArchRule pytorchInTrain =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.hornbook.train..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("ai.djl.pytorch..", "ai.djl.ndarray..", "ai.djl.engine..")
                    .because("training runs behind one wall, in a process of its own");

    @ArchTest
    static final ArchRule tokenizersInCheckpoint =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.hornbook.checkpoint..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.djl.huggingface..")
                    .because("a tokenizer is part of a model on disk");

    @ArchTest
    static final ArchRule onnxRuntimeInInfer =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.hornbook.infer..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("ai.onnxruntime..")
                    .because("who runs a model knows only Generator and Encoder");

    @ArchTest
    static final ArchRule pythonInEvaluate =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.hornbook.evaluate..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.graalvm.polyglot..")
                    .because("what a model wrote runs in the sandbox and nowhere else");

    @ArchTest
    static final ArchRule verbsAreThin =
            classes()
                    .that()
                    .resideInAPackage("org.hornbook.app.cli..")
                    .should()
                    .onlyBeAccessed()
                    .byAnyPackage("org.hornbook.app.cli..")
                    .because("the desktop calls what the verbs call, never the verbs");

    @ArchTest
    static final ArchRule windowsInApp =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("org.hornbook.app..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("javafx..", "org.controlsfx..", "org.fxmisc..")
                    .because("the rooms work without a window");

    @ArchTest
    static final ArchRule viewModelsKnowNoControls =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("ViewModel")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("javafx.scene..")
                    .because("what is decided can be tested without a control");

    @ArchTest
    static final ArchRule viewsMeetOnErrands =
            slices().matching("org.hornbook.app.view.(*)..")
                    .should()
                    .notDependOnEachOther()
                    .because("a view asks another by an errand");

    @ArchTest
    static final ArchRule partsKnowNoRooms =
            noClasses()
                    .that()
                    .resideInAPackage("org.hornbook.app.kit..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.hornbook.app.view..",
                            "org.hornbook.app.window..",
                            "org.hornbook.corpus..",
                            "org.hornbook.hub..",
                            "org.hornbook.label..",
                            "org.hornbook.classify..",
                            "org.hornbook.train..",
                            "org.hornbook.chat..",
                            "org.hornbook.evaluate..")
                    .because("a chart draws what it is given");

    @ArchTest
    static final ArchRule networkInHubAndInfer =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("org.hornbook.hub..", "org.hornbook.infer.remote..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("java.net.http..")
                    .because("what leaves this machine leaves it in two places");

    @ArchTest
    static final ArchRule namesFromTheField =
            noClasses()
                    .should()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Utils")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .because("such a name says nothing of what is inside");

    private static JavaClass outermost(JavaClass c) {
        return c.getEnclosingClass().map(WallsTest::outermost).orElse(c);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> not(
            String words, java.util.function.Predicate<JavaClass> predicate) {
        return com.tngtech.archunit.base.DescribedPredicate.describe(
                "not " + words, c -> !predicate.test(c));
    }
}
