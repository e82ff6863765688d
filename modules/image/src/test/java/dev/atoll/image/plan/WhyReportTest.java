package dev.atoll.image.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atoll.packages.Package;
import dev.atoll.packages.Relation;
import dev.atoll.packages.Requirement;
import dev.atoll.packages.solver.PackagePool;
import dev.atoll.packages.solver.Request;
import dev.atoll.packages.solver.Resolution;
import dev.atoll.packages.solver.Resolver;
import dev.atoll.store.Digest;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WhyReportTest {
    private static final Resolver RESOLVER =
            new Resolver(new PackagePool(List.of(item("web", "tls"), item("tls"), item("spare"))));

    @Test
    void namesEveryStepWithItsRepositoryAndRelation() {
        WhyReport report = report("tls");
        assertThat(report.there()).isTrue();
        assertThat(report.chain())
                .containsExactly(
                        new WhyReport.Step("web", "1", "amd64", "trixie", "requested", "web"),
                        new WhyReport.Step("tls", "1", "amd64", "trixie", "required", "tls"));
        assertThat(report.text())
                .containsExactly(
                        "tls 1 from trixie is there",
                        "  requested: web",
                        "    web 1 from trixie requires tls",
                        "      tls 1 from trixie");
    }

    @Test
    void saysWhyAPackageIsNotThere() {
        WhyReport report = report("spare");
        assertThat(report.there()).isFalse();
        assertThat(report.chain()).isEmpty();
        assertThat(report.text()).containsExactly("spare is not there", "  nothing that was chosen asks for it");
    }

    private static WhyReport report(String name) {
        Request request = Request.of("web");
        Resolution.Solved answer = (Resolution.Solved) RESOLVER.resolve(request);
        return WhyReport.of(name, RESOLVER.why(request, answer, name));
    }

    private static Package item(String name, String... requires) {
        return new Package(
                name,
                "1",
                "amd64",
                "trixie",
                Stream.of(requires)
                        .map(each -> new Requirement(List.of(Relation.of(each))))
                        .toList(),
                List.of(),
                List.of(),
                name + ".deb",
                1,
                Digest.of(new byte[0]),
                0);
    }
}
