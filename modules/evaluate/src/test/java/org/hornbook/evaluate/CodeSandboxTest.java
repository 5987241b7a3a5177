package org.hornbook.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSandboxTest {
    @TempDir static Path folder;
    private static CodeSandbox sandbox;

    @BeforeAll
    static void open() {
        sandbox =
                new CodeSandbox(
                        1,
                        new CodeSandbox.Limits(Duration.ofSeconds(5), 512),
                        folder.resolve("sandbox.log"));
    }

    @AfterAll
    static void close() {
        sandbox.close();
    }

    @Test
    void aProgramWhoseAssertionsHoldPasses() throws Exception {
        assertThat(run("def f(x):\n    return x + 1\nassert f(1) == 2\n"))
                .isEqualTo(new Outcome.Passed());
    }

    @Test
    void aProgramWhoseAssertionFailsSaysWhy() throws Exception {
        assertThat(run("assert 1 + 1 == 3, 'arithmetic'"))
                .isEqualTo(new Outcome.Failed("AssertionError: arithmetic"));
    }

    @Test
    void aSyntaxErrorIsAFailureAndNotACrash() throws Exception {
        assertThat(run("def f(:\n")).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void theStandardLibraryIsThere() throws Exception {
        assertThat(
                        run(
                                "import math, re, collections, itertools, functools, typing, heapq\n"
                                        + "assert math.gcd(12, 18) == 6\n"
                                        + "assert re.sub('a', 'b', 'aa') == 'bb'\n"))
                .isEqualTo(new Outcome.Passed());
    }

    @Test
    void aProgramThatNeverEndsIsStoppedAndTheNextOneRuns() throws Exception {
        assertThat(run("while True:\n    pass\n")).isInstanceOf(Outcome.TimedOut.class);
        assertThat(run("assert True")).isEqualTo(new Outcome.Passed());
    }

    @Test
    void aProgramThatWantsAllMemoryIsEndedAndTheNextOneRuns() throws Exception {
        assertThat(run("a = []\nwhile True:\n    a.append([0] * 1000000)\n"))
                .isIn(
                        new Outcome.OutOfMemory(512),
                        new Outcome.Failed("MemoryError"),
                        new Outcome.Failed("MemoryError: "));
        assertThat(run("assert True")).isEqualTo(new Outcome.Passed());
    }

    @Test
    void endlessRecursionIsAFailure() throws Exception {
        assertThat(run("def f(x):\n    return f(x)\nf(1)\n")).isInstanceOf(Outcome.Failed.class);
        assertThat(run("assert True")).isEqualTo(new Outcome.Passed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "open('%s').read()",
                "open('%s', 'w').write('x')",
                "import os\nos.listdir('/')",
                "import os\nos.system('touch %s')",
                "import subprocess\nsubprocess.run(['ls'])",
                "import os\nos.fork()",
                "import socket\nsocket.create_connection(('127.0.0.1', 80))",
                "import threading\nt = threading.Thread(target=print)\nt.start()\nt.join()",
                "import java\njava.type('java.lang.System').exit(0)",
                "import polyglot\npolyglot.eval(language='python', string='1')\nimport java\njava.type('java.io.File')",
                "import ctypes\nctypes.CDLL('libc.so.6').getpid()",
            })
    void nothingOfTheHostCanBeReached(String program) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        Path made = folder.resolve("made.txt");
        String source = program.formatted(program.contains("touch") ? made : secret);
        assertThat(run(source)).isNotEqualTo(new Outcome.Passed());
        assertThat(secret).hasContent("secret");
        assertThat(made).doesNotExist();
        assertThat(run("assert True")).isEqualTo(new Outcome.Passed());
    }

    @Test
    void theEnvironmentOfTheHostIsNotSeen() throws Exception {
        assertThat(run("import os\nassert 'PATH' not in os.environ and 'HOME' not in os.environ"))
                .isEqualTo(new Outcome.Passed());
    }

    @Test
    void oneProgramSeesNothingOfTheOneBefore() throws Exception {
        run("import builtins\nleft = 7\nbuiltins.left = 8\n");
        assertThat(run("left")).isInstanceOf(Outcome.Failed.class);
    }

    private static Outcome run(String program) throws Exception {
        return sandbox.run(program);
    }
}
