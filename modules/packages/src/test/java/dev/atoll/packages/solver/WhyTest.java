package dev.atoll.packages.solver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WhyTest {
    private static final Scenario SCENARIO = Scenario.of("""
            s: app 1; requires server (>= 2), mail | mta, logger
            s: server 2; requires tls
            t: tls 3; provides ssl
            s: mail 1
            s: exim 1; provides mta
            s: postfix 1; conflicts mail
            s: logger 1
            s: other 1
            s: old 1
            s: bare 1; requires missing
            install app
            exclude old
            without logger""");

    @Test
    void tellsTheChainWithRelationAndRepositoryOfEveryStep() {
        assertThat(SCENARIO.why("tls").render()).isEqualTo("""
                tls 3 from t is there
                  requested: app
                    app 1 from s requires server (>= 2)
                      server 2 from s requires tls
                        tls 3 from t""");
        assertThat(SCENARIO.why("app").render()).isEqualTo("""
                app 1 from s is there
                  requested: app
                    app 1 from s""");
    }

    @Test
    void findsTheProviderOfAName() {
        assertThat(SCENARIO.why("ssl").render()).startsWith("tls 3 from t is there and provides ssl\n");
    }

    @Test
    void saysThatNothingAsksForIt() {
        assertThat(SCENARIO.why("other").render()).isEqualTo("""
                other is not there
                  nothing that was chosen asks for it""");
    }

    @Test
    void saysWhatWasTakenInstead() {
        assertThat(SCENARIO.why("exim").render()).isEqualTo("""
                exim is not there
                  app 1 from s requires mail | mta, and has mail 1 from s""");
    }

    @Test
    void saysThatItIsLeftOutOrExcluded() {
        assertThat(SCENARIO.why("logger").render()).isEqualTo("""
                logger is not there
                  logger 1 from s is left out on purpose
                  app 1 from s requires logger, which is waived by what is left out""");
        assertThat(SCENARIO.why("old").render()).isEqualTo("""
                old is not there
                  old 1 from s is excluded by 'old'""");
    }

    @Test
    void saysThatItConflictsOrLacksSomething() {
        assertThat(SCENARIO.why("postfix").render()).isEqualTo("""
                postfix is not there
                  postfix 1 from s conflicts with mail, which is mail 1 from s
                  nothing that was chosen asks for it""");
        assertThat(SCENARIO.why("bare").render()).isEqualTo("""
                bare is not there
                  it could not be added:
                    requested: bare
                      bare 1 from s requires missing
                        no package is called missing or provides it""");
    }

    @Test
    void saysThatTheNameIsUnknown() {
        assertThat(SCENARIO.why("servr").render()).isEqualTo("""
                servr is not there
                  no package is called servr or provides it
                hint: did you mean server?""");
    }

    @Test
    void tellsWhatBelongsToEverySystem() {
        assertThat(Scenario.of("""
                s: base 1; essential
                s: a 1
                imply essential
                install a""").why("base").render()).isEqualTo("""
                base 1 from s is there
                  belongs to every system
                    base 1 from s""");
    }
}
