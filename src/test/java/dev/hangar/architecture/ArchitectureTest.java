package dev.hangar.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/// The house of Hangar as rules on its compiled classes.
class ArchitectureTest {
    private static final String ROOT = "dev.hangar";

    /// Top to bottom: a package may import only packages below it.
    private static final List<String> ORDER = List.of(
            "daemon",
            "cli",
            "web",
            "backtest",
            "report",
            "simulator",
            "telemetry",
            "fly",
            "prometheus",
            "config",
            "survey",
            "control",
            "policy",
            "cost",
            "model");

    private static final List<String> CORE = List.of("survey", "control", "policy", "cost", "model");

    private static final DescribedPredicate<JavaClass> FRAMEWORK = resideInAnyPackage(
            "io.quarkus..", "io.smallrye..", "io.vertx..", "jakarta..", "javax.inject..", "org.eclipse.microprofile..");

    private static final DescribedPredicate<JavaField> CHANGEABLE = describe(
            "changeable",
            field -> !field.getModifiers().contains(JavaModifier.FINAL)
                    || field.getRawType().isArray());

    /// Compiled by Maven before tests run; read from the directory, so that no jar can stand in for it.
    private static final JavaClasses MAIN = new ClassFileImporter().importPath(Path.of("target/classes/dev/hangar"));

    @Test
    void everySourceFileIsUnderTheRules() {
        // ArchUnit 1.4.0 imports no class of a JDK 25 without a word, and then every rule holds.
        Set<String> imported = MAIN.stream()
                .filter(JavaClass::isTopLevelClass)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        Set<String> written = Sources.main().stream()
                .filter(source -> !source.isPackageInfo())
                .map(Sources.Source::className)
                .collect(Collectors.toSet());

        assertThat(imported).containsAll(written);
        assertThat(MAIN.size()).as("imported classes").isGreaterThanOrEqualTo(50);
    }

    @Test
    void everyClassLivesInAPackageOfTheHouse() {
        classes()
                .should()
                .resideInAnyPackage(packages(ORDER))
                .because("a new package gets its place in ORDER first")
                .check(MAIN);
    }

    @ParameterizedTest
    @MethodSource("packagesBelowTheTop")
    void importsOnlyPackagesBelow(String name) {
        List<String> above = ORDER.subList(0, ORDER.indexOf(name));

        noClasses()
                .that()
                .resideInAPackage(tree(name))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(above))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    static Stream<String> packagesBelowTheTop() {
        return ORDER.stream().skip(1);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fly", "prometheus"})
    void anAdapterKnowsThePortsAndTheWordsOnly(String adapter) {
        noClasses()
                .that()
                .resideInAPackage(tree(adapter))
                .should()
                .dependOnClassesThat(houseExcept(adapter, "control", "model"))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void theWorldDoesNotKnowThePolicy() {
        noClasses()
                .that()
                .resideInAPackage(tree("simulator"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(tree("policy"))
                .because("a world that knows the policy starts to agree with it")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void theCoreNeedsOnlyTheJdk() {
        DescribedPredicate<JavaClass> outsideWorld = resideInAnyPackage(
                "java.net..",
                "java.io..",
                "java.nio.file..",
                "java.nio.channels..",
                "java.util.logging..",
                "java.sql..");
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage("java..")
                .and(DescribedPredicate.not(outsideWorld))
                .or(resideInAnyPackage("org.jspecify.."))
                .or(resideInAnyPackage(packages(CORE)));

        classes()
                .that()
                .resideInAnyPackage(packages(CORE))
                .should()
                .onlyDependOnClassesThat(allowed.as("are pure parts of the JDK, JSpecify or the core"))
                .check(MAIN);
    }

    @Test
    void theCoreGetsItsTimeChanceAndSurroundingsFromItsCaller() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(CORE))
                .should()
                .accessTargetWhere(Impure.WALL_CLOCK.or(Impure.STOPWATCH))
                .orShould()
                .accessTargetWhere(Impure.CHANCE)
                .orShould()
                .accessTargetWhere(Impure.WAITING)
                .orShould()
                .accessTargetWhere(Impure.SURROUNDINGS)
                .check(MAIN);
    }

    @Test
    void onlyTheProcessEdgeReadsTheWallClock() {
        noClasses()
                .that()
                .resideOutsideOfPackages(tree("daemon"), tree("cli"))
                .should()
                .accessTargetWhere(Impure.WALL_CLOCK)
                .because("everyone else gets an InstantSource; elapsed time is System.nanoTime")
                .check(MAIN);
    }

    @Test
    void theFrameworkStaysAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages(tree("daemon"), tree("web"), tree("cli"), tree("config"))
                .should()
                .dependOnClassesThat(FRAMEWORK)
                .check(MAIN);
    }

    @Test
    void configurationKnowsNoMoreThanMappingAndConverters() {
        noClasses()
                .that()
                .resideInAPackage(tree("config"))
                .should()
                .dependOnClassesThat(FRAMEWORK.and(
                        resideOutsideOfPackages("io.smallrye.config..", "org.eclipse.microprofile.config..")))
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @Test
    void theEntryPointOnlyStartsTheContainer() {
        noClasses()
                .that()
                .resideInAPackage(tree("cli"))
                .should()
                .dependOnClassesThat(FRAMEWORK.and(resideOutsideOfPackages("io.quarkus.runtime..")))
                .because("Quarkus.run is all that it needs")
                .allowEmptyShould(true)
                .check(MAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jakarta.inject.Inject",
                "org.eclipse.microprofile.config.inject.ConfigProperty",
                "org.eclipse.microprofile.reactive.messaging.Channel"
            })
    void nothingIsInjectedIntoFields(String annotation) {
        noFields()
                .should()
                .beAnnotatedWith(annotation)
                .because("a constructor names what a class needs, also without a container")
                .check(MAIN);
    }

    @Test
    void noPublicStaticFieldCanChange() {
        noFields().that().arePublic().and().areStatic().should(be(CHANGEABLE)).check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = MAIN.stream()
                .map(JavaClass::getPackage)
                .filter(javaPackage -> !javaPackage.isAnnotatedWith(NullMarked.class))
                .map(javaPackage -> javaPackage.getName())
                .collect(Collectors.toSet());

        assertThat(unmarked).as("packages without @NullMarked in package-info").isEmpty();
    }

    private static DescribedPredicate<JavaClass> houseExcept(String... names) {
        return resideInAnyPackage(ROOT + "..")
                .and(resideOutsideOfPackages(packages(List.of(names))))
                .as("live in another package of the house than %s", String.join(", ", names));
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(ArchitectureTest::tree).toArray(String[]::new);
    }

    private static String tree(String name) {
        return ROOT + "." + name + "..";
    }

    /// What makes two runs of the same code differ. Calls and method references both count.
    private static final class Impure {
        static final DescribedPredicate<JavaAccess<?>> WALL_CLOCK = describe(
                "the wall clock is read",
                access -> (access.getTargetOwner().getPackageName().equals("java.time")
                                && access.getName().equals("now"))
                        || calls(access, "java.time.Clock", "system", "systemUTC", "systemDefaultZone")
                        || calls(access, "java.time.Clock", "tickMillis", "tickSeconds", "tickMinutes")
                        || calls(access, "java.time.InstantSource", "system")
                        || calls(access, "java.lang.System", "currentTimeMillis")
                        || isNew(access, "java.util.Date", 0));

        static final DescribedPredicate<JavaAccess<?>> STOPWATCH =
                describe("elapsed time is measured", access -> calls(access, "java.lang.System", "nanoTime"));

        static final DescribedPredicate<JavaAccess<?>> CHANCE = describe(
                "chance comes in without a seed",
                access -> calls(access, "java.lang.Math", "random")
                        || calls(access, "java.lang.StrictMath", "random")
                        || calls(access, "java.util.UUID", "randomUUID")
                        || calls(access, "java.util.concurrent.ThreadLocalRandom", "current")
                        || calls(access, "java.util.random.RandomGenerator", "getDefault", "of")
                        || calls(access, "java.util.Collections", "shuffle")
                        || isNew(access, "java.util.Random", 0)
                        || isNew(access, "java.util.SplittableRandom", 0)
                        || access.getTargetOwner().getName().equals("java.security.SecureRandom"));

        static final DescribedPredicate<JavaAccess<?>> WAITING = describe(
                "a thread waits",
                access -> calls(access, "java.lang.Thread", "sleep")
                        || calls(access, "java.lang.Object", "wait")
                        || calls(access, "java.util.concurrent.TimeUnit", "sleep"));

        static final DescribedPredicate<JavaAccess<?>> SURROUNDINGS = describe(
                "the process around it is used",
                access -> calls(access, "java.lang.System", "out", "err", "in", "getenv", "getProperty", "exit")
                        || calls(access, "java.lang.System", "getLogger")
                        || calls(access, "java.time.ZoneId", "systemDefault")
                        || calls(access, "java.util.Locale", "getDefault"));

        private static boolean calls(JavaAccess<?> access, String owner, String... names) {
            return access.getTargetOwner().getName().equals(owner)
                    && List.of(names).contains(access.getName());
        }

        private static boolean isNew(JavaAccess<?> access, String type, int parameters) {
            return calls(access, type, "<init>")
                    && access.getTarget() instanceof CodeUnitAccessTarget unit
                    && unit.getRawParameterTypes().size() == parameters;
        }

        private Impure() {}
    }
}
