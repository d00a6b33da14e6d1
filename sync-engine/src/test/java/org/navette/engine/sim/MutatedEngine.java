// SPDX-License-Identifier: GPL-3.0-or-later
package org.navette.engine.sim;

import com.google.errorprone.annotations.Immutable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The engine and its simulation once more, with one call in the engine replaced: what {@link Mutation} says is left out or
 * done wrong there. The classes of both are loaded anew, so that nothing of the sound engine is touched.
 */
final class MutatedEngine extends ClassLoader {
    private static final String OURS = "org.navette.";
    private static final ClassDesc REPLACEMENTS = ClassDesc.of(Replacements.class.getName());
    private static final ClassDesc OPTIONAL = ClassDesc.of(Optional.class.getName());

    private final Mutation mutation;
    private int replaced;

    MutatedEngine(Mutation mutation) {
        super(MutatedEngine.class.getClassLoader());
        this.mutation = mutation;
    }

    /** Tells whether the history of a seed fails. */
    LongPredicate failingSeed() {
        return (LongPredicate) make(FailingSeed.class.getName());
    }

    /** Tells a story of {@link EveryCrashTest} by its name, and at which server it fails first; empty if at none. */
    @SuppressWarnings("unchecked")
    UnaryOperator<String> failingStory() {
        return (UnaryOperator<String>) make(FailingStory.class.getName());
    }

    private Object make(String type) {
        try {
            // Before anything runs: a mutation that nothing in the engine answers to any more would never be found.
            loadClass(mutation.type());
            if (replaced == 0) {
                throw new AssertionError(mutation + ": there is no " + mutation.call() + " in " + mutation.type() + "."
                        + mutation.method() + " any more");
            }
            return loadClass(type).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known != null ? known : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] changed = name.equals(mutation.type()) ? mutated(bytes) : bytes;
        return defineClass(name, changed, 0, changed.length);
    }

    private byte @Nullable [] bytes(String name) {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] mutated(byte[] original) {
        ClassFile classFile = ClassFile.of();
        ClassModel model = classFile.parse(original);
        return classFile.transformClass(
                model, ClassTransform.transformingMethodBodies(this::isMeant, this::replaceCall));
    }

    /** The method itself, or a lambda in it. */
    private boolean isMeant(MethodModel method) {
        String name = method.methodName().stringValue();
        return name.equals(mutation.method()) || name.startsWith("lambda$" + mutation.method() + "$");
    }

    private void replaceCall(CodeBuilder code, CodeElement element) {
        if (!(element instanceof InvokeInstruction call && isMeant(call))) {
            code.with(element);
            return;
        }
        replaced++;
        MethodTypeDesc type = call.typeSymbol();
        boolean isStatic = call.opcode() == Opcode.INVOKESTATIC;
        switch (mutation.instead()) {
            case Instead.Nothing nothing -> {
                drop(code, type, isStatic);
                pushNothing(code, type.returnType());
            }
            case Instead.True yes -> {
                drop(code, type, isStatic);
                code.iconst_1();
            }
            case Instead.Method(String name) -> {
                MethodTypeDesc withReceiver = isStatic
                        ? type
                        : type.insertParameterTypes(0, call.owner().asSymbol());
                code.invokestatic(REPLACEMENTS, name, withReceiver);
            }
        }
    }

    private boolean isMeant(InvokeInstruction call) {
        return call.name().equalsString(mutation.call());
    }

    private static void drop(CodeBuilder code, MethodTypeDesc type, boolean isStatic) {
        List<ClassDesc> arguments = type.parameterList().reversed();
        for (ClassDesc argument : arguments) {
            if (TypeKind.from(argument).slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }
        if (!isStatic) {
            code.pop();
        }
    }

    /** False, zero, or nothing found. */
    private static void pushNothing(CodeBuilder code, ClassDesc result) {
        switch (TypeKind.from(result)) {
            case VOID -> {}
            case LONG -> code.lconst_0();
            case REFERENCE -> {
                if (result.equals(OPTIONAL)) {
                    code.invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL));
                } else if (result.equals(ConstantDescs.CD_Set)) {
                    code.invokestatic(REPLACEMENTS, "none", MethodTypeDesc.of(ConstantDescs.CD_Set));
                } else if (result.equals(ConstantDescs.CD_List)) {
                    code.invokestatic(REPLACEMENTS, "nothing", MethodTypeDesc.of(ConstantDescs.CD_List));
                } else {
                    code.aconst_null();
                }
            }
            default -> code.iconst_0();
        }
    }

    /** What takes the place of a call. */
    @Immutable
    sealed interface Instead {
        /** No effect, and a result that says no, nothing or none. */
        record Nothing() implements Instead {}

        /** No effect, and yes for a result. */
        record True() implements Instead {}

        /** A method of {@link Replacements}, with the receiver before the arguments. */
        record Method(String name) implements Instead {}
    }
}
