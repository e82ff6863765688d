package dev.atoll.packages.solver;

import dev.atoll.packages.Package;
import dev.atoll.packages.Requirement;
import dev.atoll.packages.solver.Resolution.Link;
import java.util.List;

/** Whether and why a name is among the chosen packages. */
public sealed interface Why {

    /** As shown to people, in several lines. */
    String render();

    /**
     * It is there.
     *
     * @param name what was asked about, the last package's name or one that it provides
     * @param chain from what was requested to the package
     * @param architecture the native one; packages of others are shown with theirs
     */
    record Chosen(String name, List<Link> chain, String architecture) implements Why {
        public Chosen {
            chain = List.copyOf(chain);
        }

        @Override
        public String render() {
            return new WhyText(architecture).of(this);
        }
    }

    /**
     * It is not there. With all lists empty, nothing that was chosen asks for it.
     *
     * @param near if nothing answers to the name, names close to it
     * @param unknown whether nothing answers to the name
     * @param barred packages of that name that the request does not let be chosen
     * @param conflicts what of it and what was chosen exclude each other
     * @param passed who would have taken it, and what was taken
     * @param obstacle why it could not even be added to the request
     * @param architecture the native one; packages of others are shown with theirs
     */
    record Absent(
            String name,
            boolean unknown,
            List<String> near,
            List<Claim.Candidate.Barred> barred,
            List<Claim.Excludes> conflicts,
            List<Passed> passed,
            List<Claim> obstacle,
            String architecture)
            implements Why {
        public Absent {
            near = List.copyOf(near);
            barred = List.copyOf(barred);
            conflicts = List.copyOf(conflicts);
            passed = List.copyOf(passed);
            obstacle = List.copyOf(obstacle);
        }

        @Override
        public String render() {
            return new WhyText(architecture).of(this);
        }
    }

    /**
     * A chosen package would have been content with it, and has something else.
     *
     * @param chosen what satisfies the requirement; empty if it is waived
     */
    record Passed(Package by, Requirement requirement, List<Package> chosen) {
        public Passed {
            chosen = List.copyOf(chosen);
        }
    }
}
