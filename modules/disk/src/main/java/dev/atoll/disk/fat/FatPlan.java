package dev.atoll.disk.fat;

import dev.atoll.disk.tree.FileTree;
import dev.atoll.disk.tree.Node;
import dev.atoll.disk.tree.TreePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything goes: directories first, the root in the first cluster, then files, each without fragments, in the
 * order of the tree. Making it checks the whole tree, so that writing cannot fail for what is in it.
 */
final class FatPlan {
    private final FileTree tree;
    private final FatGeometry geometry;
    private final boolean labelled;
    private final List<Directory> directories = new ArrayList<>();
    private final List<File> files = new ArrayList<>();
    private final Map<String, Integer> firstClusters = new HashMap<>();
    private final List<Long> extents = new ArrayList<>();
    private long usedClusters;

    private FatPlan(FileTree tree, FatGeometry geometry, boolean labelled) {
        this.tree = tree;
        this.geometry = geometry;
        this.labelled = labelled;
    }

    /**
     * Plans a volume.
     *
     * @throws FatLimitException if the tree cannot be on it
     */
    static FatPlan of(FileTree tree, FatGeometry geometry, boolean labelled) {
        FatPlan plan = new FatPlan(tree, geometry, labelled);
        tree.nodes().forEach((path, node) -> {
            switch (node) {
                case Node.Directory directory -> plan.planDirectory(path, directory);
                case Node.File file -> checkFile(path, file);
                case Node.Symlink link -> throw unfit(path, "a symbolic link");
                case Node.Special special -> throw unfit(path, "a device node, FIFO or socket");
            }
        });
        tree.nodes().forEach((path, node) -> {
            if (node instanceof Node.File file) {
                plan.planFile(path, file);
            }
        });
        plan.checkRoom();
        return plan;
    }

    private static FatLimitException unfit(String path, String what) {
        return new FatLimitException(path + " is " + what + "; FAT holds only directories and files: remove it");
    }

    private void planDirectory(String path, Node.Directory directory) {
        List<String> names = tree.children(path);
        Map<String, String> folded = new HashMap<>();
        for (String name : names) {
            String fault = FatName.fault(name);
            if (!fault.isEmpty()) {
                throw new FatLimitException(TreePath.join(path, name) + ": the name " + fault + ": rename it");
            }
            String other = folded.put(FatName.folded(name), name);
            if (other != null) {
                throw new FatLimitException(TreePath.join(path, name) + " and " + TreePath.join(path, other)
                        + " differ only in case, which FAT does not tell apart: rename one");
            }
        }
        List<String> shortNames = ShortNames.of(names);
        int entries = path.isEmpty() ? (labelled ? 1 : 0) : 2;
        for (int i = 0; i < names.size(); i++) {
            entries += DirectoryEntries.count(names.get(i), shortNames.get(i));
        }
        if (entries > FatLayout.MAX_DIRECTORY_ENTRIES) {
            throw new FatLimitException("the directory /" + path + " needs " + entries + " entries, but FAT allows "
                    + FatLayout.MAX_DIRECTORY_ENTRIES + ": split it or shorten names");
        }
        long bytes = Math.max(1, (long) entries * FatLayout.ENTRY);
        allocate(path, bytes);
        directories.add(new Directory(path, directory, names, shortNames, (int) geometry.clustersOf(bytes)));
    }

    private static void checkFile(String path, Node.File file) {
        if (file.content().size() > FatLayout.MAX_FILE_SIZE) {
            throw new FatLimitException(
                    path + " has " + file.content().size() + " bytes, but FAT allows " + FatLayout.MAX_FILE_SIZE);
        }
    }

    private void planFile(String path, Node.File file) {
        allocate(path, file.content().size());
        files.add(new File(path, file));
    }

    private void allocate(String path, long bytes) {
        long clusters = geometry.clustersOf(bytes);
        // Beyond the end the number is wrong, but then the plan is refused as a whole.
        firstClusters.put(path, clusters == 0 ? 0 : (int) (FatLayout.FIRST_CLUSTER + usedClusters));
        if (clusters > 0) {
            extents.add(clusters);
        }
        usedClusters += clusters;
    }

    private void checkRoom() {
        if (usedClusters > geometry.clusters()) {
            throw new FatLimitException("the files need " + usedClusters * geometry.clusterSize()
                    + " bytes, but the FAT volume of " + geometry.sectors() * FatLayout.SECTOR + " bytes has room for "
                    + (long) geometry.clusters() * geometry.clusterSize()
                    + ": make the partition larger or take files away");
        }
    }

    /** The node at a path of a planned directory's entry. */
    Node node(String path) {
        return tree.get(path).orElseThrow();
    }

    FatGeometry geometry() {
        return geometry;
    }

    /** Every directory, parents first. */
    List<Directory> directories() {
        return directories;
    }

    /** Every file, in the order of the tree. */
    List<File> files() {
        return files;
    }

    /** Numbers of clusters of the chains; the first starts in the first cluster, each next one where the last ended. */
    List<Long> extents() {
        return extents;
    }

    int usedClusters() {
        return (int) usedClusters;
    }

    /** The first cluster of the node at a path; 0 if it is an empty file. */
    int firstCluster(String path) {
        Integer cluster = firstClusters.get(path);
        if (cluster == null) {
            throw new IllegalArgumentException("not planned: " + path);
        }
        return cluster;
    }

    /** A directory with its entries' names, long and short in the same order. */
    record Directory(String path, Node.Directory node, List<String> names, List<String> shortNames, int clusters) {}

    /** A file. */
    record File(String path, Node.File node) {}
}
