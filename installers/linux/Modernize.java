// SPDX-License-Identifier: GPL-3.0-or-later

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Gives the classes of a jar that were compiled for a Java before 6 the form that a Java of today wants to learn them in: of
 * others it keeps nothing in its cache, and reads and verifies them at every start (picocli: 0.2 s). What they do stays the same.
 * Usage: java Modernize.java JAR...
 */
final class Modernize {
    private static final int OLDEST = ClassFile.JAVA_6_VERSION;

    public static void main(String[] jars) throws IOException {
        for (String jar : jars) {
            Path path = Path.of(jar);
            try (URLClassLoader loader = new URLClassLoader(new URL[] {path.toUri().toURL()});
                    FileSystem inside = FileSystems.newFileSystem(path)) {
                ClassFile files = ClassFile.of(
                        ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                        ClassFile.ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(loader)
                                .orElse(ClassHierarchyResolver.defaultResolver())));
                for (Path file : classes(inside)) {
                    modernize(files, file);
                }
            }
        }
    }

    private static List<Path> classes(FileSystem jar) throws IOException {
        try (var all = Files.walk(jar.getPath("/"))) {
            return all.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static void modernize(ClassFile files, Path file) throws IOException {
        ClassModel old = files.parse(Files.readAllBytes(file));
        if (old.majorVersion() < OLDEST) {
            // Code that is built anew gets the frames that verifying has needed since then.
            byte[] modern = files.transformClass(
                    old,
                    ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                            .andThen(ClassTransform.endHandler(to -> to.withVersion(ClassFile.JAVA_8_VERSION, 0))));
            Files.write(file, modern);
        }
    }
}
