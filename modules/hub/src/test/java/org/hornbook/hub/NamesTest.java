package org.hornbook.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @TempDir Path home;

    @ParameterizedTest
    @CsvSource({
        "microsoft/phi-1, MODEL, microsoft/phi-1, main",
        "gpt2, MODEL, gpt2, main",
        "microsoft/phi-1@v2, MODEL, microsoft/phi-1, v2",
        "datasets/org/name, DATASET, org/name, main",
        "https://huggingface.co/microsoft/phi-1, MODEL, microsoft/phi-1, main",
        "https://huggingface.co/datasets/HuggingFaceFW/fineweb-edu, DATASET, HuggingFaceFW/fineweb-edu, main",
        "https://huggingface.co/datasets/org/name/tree/refs%2Fconvert%2Fparquet/default, DATASET, org/name, refs/convert/parquet",
        "https://huggingface.co/org/name/blob/abc123/config.json?download=true, MODEL, org/name, abc123",
        "hf://datasets/org/name@refs/convert/parquet, DATASET, org/name, refs/convert/parquet",
        "' org/name ', MODEL, org/name, main",
    })
    void whatIsPastedIsUnderstood(String text, RepositoryKind kind, String id, String revision) {
        assertThat(HubRepository.parse(text, RepositoryKind.MODEL))
                .isEqualTo(new HubRepository(kind, id, revision));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a/b/c",
                "../x",
                "a/..",
                "a b/c",
                "org/na--me",
                "org/",
                "/x",
                "org/name@../../x",
                "org/name@",
                "https://huggingface.co/spaces/a/b",
                "https://[",
                "org/.hidden"
            })
    void whatCannotBeARepositoryIsSaidSo(String text) {
        assertThatThrownBy(() -> HubRepository.parse(text, RepositoryKind.DATASET))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("`");
    }

    @Test
    void theEnvironmentIsReadAsPythonReadsIt() throws Exception {
        assertThat(settings(Map.of()).cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(settings(Map.of()).endpoint()).isEqualTo(HubSettings.USUAL);
        assertThat(settings(Map.of("HF_HOME", "~/hf")).cache()).isEqualTo(home.resolve("hf/hub"));
        assertThat(settings(Map.of("HF_HOME", "~/hf", "HF_HUB_CACHE", "/data/hub")).cache())
                .isEqualTo(Path.of("/data/hub"));
        assertThat(settings(Map.of("XDG_CACHE_HOME", "/x")).cache())
                .isEqualTo(Path.of("/x/huggingface/hub"));
        assertThat(settings(Map.of("HF_ENDPOINT", "https://mirror.example/hf/")).endpoint())
                .hasToString("https://mirror.example/hf");
        assertThat(settings(Map.of("HF_HUB_OFFLINE", "yes")).offline()).isTrue();
        assertThat(settings(Map.of("HF_HUB_OFFLINE", "0")).offline()).isFalse();
        assertThatThrownBy(() -> settings(Map.of("HF_ENDPOINT", "mirror")))
                .hasMessageContaining("https://huggingface.co");
    }

    @Test
    void theTokenComesFromTheEnvironmentThenTheSettingsThenTheFile() throws Exception {
        assertThat(settings(Map.of()).token()).isEmpty();
        Files.createDirectories(home.resolve(".cache/huggingface"));
        Files.writeString(home.resolve(".cache/huggingface/token"), "hf_file\n");
        assertThat(header(Map.of(), Optional.empty())).isEqualTo("Bearer hf_file");
        assertThat(header(Map.of(), Optional.of("hf_kept"))).isEqualTo("Bearer hf_kept");
        assertThat(header(Map.of("HF_TOKEN", "hf_env"), Optional.of("hf_kept")))
                .isEqualTo("Bearer hf_env");
        Files.writeString(home.resolve("elsewhere"), "hf_path");
        assertThat(header(Map.of("HF_TOKEN_PATH", "~/elsewhere"), Optional.empty()))
                .isEqualTo("Bearer hf_path");
    }

    @Test
    void aProxyIsTakenFromTheEnvironmentButNotForThisMachine() {
        java.net.ProxySelector proxies =
                Proxies.of(
                        Map.of(
                                "https_proxy",
                                "http://proxy.corp:3128",
                                "NO_PROXY",
                                "10.0.0.1,.inner.corp"));
        assertThat(way(proxies, "https://huggingface.co")).isEqualTo("proxy.corp:3128");
        for (String direct :
                List.of(
                        "http://huggingface.co",
                        "https://127.0.0.1:80",
                        "https://localhost",
                        "https://a.inner.corp",
                        "https://10.0.0.1")) {
            assertThat(way(proxies, direct)).as(direct).isEqualTo("direct");
        }
        assertThat(Proxies.of(Map.of())).isSameAs(java.net.ProxySelector.getDefault());
    }

    private static String way(java.net.ProxySelector proxies, String address) {
        java.net.Proxy proxy = proxies.select(java.net.URI.create(address)).getFirst();
        return proxy.address() instanceof java.net.InetSocketAddress at
                ? at.getHostString() + ":" + at.getPort()
                : "direct";
    }

    @Test
    void globsAreThoseOfTheHubsOwnTools() {
        Listing listing =
                listing(
                        "a.jsonl",
                        "data/b.parquet",
                        "data/c[1].parquet",
                        "data/deep/d.parquet",
                        "README.md");
        assertThat(chosen(listing, "*.parquet")).hasSize(3);
        assertThat(chosen(listing, "data/")).hasSize(3);
        assertThat(chosen(listing, "data/?.parquet")).containsExactly("data/b.parquet");
        assertThat(chosen(listing, "data/[ab].parquet", "a*"))
                .containsExactly("a.jsonl", "data/b.parquet");
        assertThat(chosen(listing, "data/[!b]*"))
                .containsExactly("data/c[1].parquet", "data/deep/d.parquet");
        assertThat(FileChoice.exactly(List.of("data/c[1].parquet")).of(listing))
                .extracting(HubFile::path)
                .containsExactly("data/c[1].parquet");
        assertThatThrownBy(() -> chosen(listing, "*.csv"))
                .hasMessageContaining(
                        "no file of dataset org/name matches *.csv: it holds a.jsonl");
    }

    @Test
    void aModelWithoutSafetensorsStillGivesItsConfiguration() {
        Listing listing =
                new Listing(
                        HubRepository.model("org/name"),
                        "0".repeat(40),
                        List.of(
                                file("config.json"),
                                file("pytorch_model.bin"),
                                file("model.gguf"),
                                file("consolidated.safetensors"),
                                file("model.safetensors"),
                                file("onnx/model.onnx"),
                                file("tokenizer.json"),
                                file("chat_template.jinja"),
                                file("pytorch_model.bin.index.json"),
                                file("LICENSE")));
        assertThat(FileChoice.usual().of(listing))
                .extracting(HubFile::path)
                .containsExactly(
                        "config.json",
                        "model.safetensors",
                        "tokenizer.json",
                        "chat_template.jinja",
                        "LICENSE");
        assertThatThrownBy(() -> FileChoice.usual().of(listing("video.mp4")))
                .hasMessageContaining("nothing that can be used here: it holds video.mp4");
    }

    private HubSettings settings(Map<String, String> environment) {
        return HubSettings.of(environment, home, HubSettings.Chosen.NOTHING);
    }

    private String header(Map<String, String> environment, Optional<String> kept) {
        return HubSettings.of(environment, home, new HubSettings.Chosen("", "", kept))
                .token()
                .orElseThrow()
                .header();
    }

    private static List<String> chosen(Listing listing, String... globs) {
        return new FileChoice(List.of(globs)).of(listing).stream().map(HubFile::path).toList();
    }

    private static Listing listing(String... paths) {
        return new Listing(
                HubRepository.dataset("org/name"),
                "0".repeat(40),
                List.of(paths).stream().map(NamesTest::file).toList());
    }

    private static HubFile file(String path) {
        return new HubFile(path, 1, "a".repeat(40));
    }
}
