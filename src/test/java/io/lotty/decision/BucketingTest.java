package io.lotty.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.lotty.experiment.Salt;
import io.lotty.kit.Covers;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("DEC-4")
class BucketingTest {
    private static final Path VECTORS = Path.of("src/test/resources/decision/bucketing-v1.csv");
    private static final Path LOTS = Path.of("src/test/resources/decision/lots-v1.csv");
    private static final int SUBJECTS = 1_000_000;

    /** Subjects to count with; ids as they come, not random ones. */
    private static final List<byte[]> CROWD =
            IntStream.range(0, SUBJECTS).mapToObj(i -> bytes("user-" + i)).toList();

    @Test
    void the_published_vectors_never_change() throws IOException {
        var vectors = Files.readAllLines(VECTORS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(vectors).hasSizeGreaterThan(100).allSatisfy(line -> {
            int subjectAt = line.indexOf(',') + 1;
            int bucketsAt = line.lastIndexOf(',', line.lastIndexOf(',') - 1) + 1;
            var salt = Salt.of(HexFormat.of().parseHex(line.substring(0, subjectAt - 1)));
            var subject = bytes((String) Json.decodeValue(line.substring(subjectAt, bucketsAt - 1)));
            assertThat(Bucketing.seeded(salt.high()).bucket(subject) + ","
                            + Bucketing.seeded(salt.low()).bucket(subject))
                    .isEqualTo(line.substring(bucketsAt));
        });
    }

    @Test
    @Covers({"DEC-6", "CON-2"})
    void the_published_lots_never_change() throws IOException {
        var vectors = Files.readAllLines(LOTS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(vectors).hasSizeGreaterThan(100).allSatisfy(line -> {
            int subjectAt = line.indexOf(',') + 1;
            int lotAt = line.lastIndexOf(',') + 1;
            var salt = Salt.of(HexFormat.of().parseHex(line.substring(0, subjectAt - 1)));
            var subject = bytes((String) Json.decodeValue(line.substring(subjectAt, lotAt - 1)));
            assertThat(Long.toUnsignedString(Bucketing.lot(salt).hash(subject))).isEqualTo(line.substring(lotAt));
        });
    }

    /**
     * The values of the reference's own sanity check (xxHash, {@code xsum_sanity_check.c}, XXH3 64 bits) over its sanity
     * buffer; they cover every branch of the hash by length.
     */
    @ParameterizedTest
    @CsvSource({
        "1, 0, c44bdff4074eecdb",
        "1, 9e3779b185ebca8d, 032be332dd766ef8",
        "6, 0, 27b56a84cd2d7325",
        "6, 9e3779b185ebca8d, 84589c116ab59ab9",
        "12, 0, a713daf0dfbb77e7",
        "12, 9e3779b185ebca8d, e7303e1b2336de0e",
        "24, 0, a3fe70bf9d3510eb",
        "24, 9e3779b185ebca8d, 850e80fc35bdd690",
        "48, 0, 397da259ecba1f11",
        "48, 9e3779b185ebca8d, adc2cbaa44acc616",
        "80, 0, bcdefbbb2c47c90a",
        "80, 9e3779b185ebca8d, c6dd0cb699532e73",
        "195, 0, cd94217ee362ec3a",
        "195, 9e3779b185ebca8d, ba68003d370cb3d9",
        "403, 0, cdeb804d65c6dea4",
        "403, 9e3779b185ebca8d, 6259f6ecfd6443fd",
        "512, 0, 617e49599013cb6b",
        "512, 9e3779b185ebca8d, 3ce457de14c27708"
    })
    void the_hash_is_that_of_the_reference(int length, String seed, String hash) {
        long expected = Long.parseUnsignedLong(hash, 16);
        assertThat(Bucketing.seeded(Long.parseUnsignedLong(seed, 16)).bucket(sanityBuffer(length)))
                .isEqualTo((int) Math.unsignedMultiplyHigh(expected, 1_000_000));
    }

    @ParameterizedTest
    @CsvSource({
        "500000 500000",
        "50000 50000",
        "900000 100000",
        "333333 333333 333334",
        "1 999999",
        "100000 100000 100000 100000 100000 100000 100000 100000 100000 100000",
        "5000 15000 30000"
    })
    void a_million_subjects_split_as_the_weights_say(String text) {
        var weights = Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
        var experiment = Plans.experiment(weights);
        var counts = new long[weights.length + 1];
        for (var subject : CROWD) {
            counts[variantOrOutside(experiment, subject)]++;
        }
        double chiSquare = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = i < weights.length ? weights[i] : SUBJECTS - experiment.share();
            chiSquare += expected == 0 ? 0 : (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertThat(chiSquare).as("counts %s", Arrays.toString(counts)).isLessThan(criticalAt999(weights.length));
    }

    @Test
    void two_experiments_are_independent() {
        assertIndependent(
                Plans.experiment(500_000, 500_000),
                Plans.random(new java.util.Random(7), 40).flags().stream()
                        .flatMap(flag -> flag.experiment().stream())
                        .map(other -> Plans.reweighed(other, 500_000, 500_000))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void being_in_the_audience_says_nothing_about_the_variant() {
        var experiment = Plans.experiment(250_000, 250_000);
        var counts = new long[2][2];
        for (var subject : CROWD) {
            counts[experiment.isInAudience(subject) ? 1 : 0][experiment.variantOf(experiment.variantBucket(subject))]++;
        }
        assertThat(chiSquareOfIndependence(counts)).isLessThan(criticalAt999(1));
    }

    @Test
    @Covers({"DEC-6", "CON-2"})
    void the_lot_says_nothing_about_the_audience_nor_the_variant() {
        var experiment = Plans.experiment(250_000, 250_000);
        var audience = new long[2][2];
        var variant = new long[2][2];
        for (var subject : CROWD) {
            int lot = experiment.lot(subject) < 0 ? 1 : 0;
            audience[experiment.isInAudience(subject) ? 1 : 0][lot]++;
            variant[experiment.variantOf(experiment.variantBucket(subject))][lot]++;
        }
        assertThat(chiSquareOfIndependence(audience)).isLessThan(criticalAt999(1));
        assertThat(chiSquareOfIndependence(variant)).isLessThan(criticalAt999(1));
    }

    @Test
    void raising_the_share_adds_subjects_and_moves_no_one() {
        var ten = Plans.experiment(50_000, 30_000, 20_000);
        var twenty = Plans.reweighed(ten, 100_000, 60_000, 40_000);
        var fifty = Plans.reweighed(ten, 250_000, 150_000, 100_000);
        for (var subject : CROWD) {
            int atTen = variantOrOutside(ten, subject);
            int atTwenty = variantOrOutside(twenty, subject);
            int atFifty = variantOrOutside(fifty, subject);
            if ((atTen < 3 && atTwenty != atTen) || (atTwenty < 3 && atFifty != atTwenty)) {
                throw new AssertionError(new String(subject, StandardCharsets.UTF_8) + " moved");
            }
        }
    }

    @Test
    void every_bucket_has_a_variant_and_the_ranges_follow_the_order() {
        var experiment = Plans.experiment(1, 3, 2);
        assertThat(experiment.variantOf(0)).isZero();
        assertThat(experiment.variantOf(166_666)).isZero();
        assertThat(experiment.variantOf(166_667)).isOne();
        assertThat(experiment.variantOf(666_666)).isOne();
        assertThat(experiment.variantOf(666_667)).isEqualTo(2);
        assertThat(experiment.variantOf(999_999)).isEqualTo(2);
    }

    private static void assertIndependent(ExperimentPlan one, ExperimentPlan other) {
        var counts = new long[2][2];
        for (var subject : CROWD) {
            counts[variantOrOutside(one, subject)][variantOrOutside(other, subject)]++;
        }
        assertThat(chiSquareOfIndependence(counts)).isLessThan(criticalAt999(1));
    }

    private static double chiSquareOfIndependence(long[][] counts) {
        double chiSquare = 0;
        for (int row = 0; row < 2; row++) {
            for (int column = 0; column < 2; column++) {
                double expected =
                        (double) (counts[row][0] + counts[row][1]) * (counts[0][column] + counts[1][column]) / SUBJECTS;
                chiSquare += (counts[row][column] - expected) * (counts[row][column] - expected) / expected;
            }
        }
        return chiSquare;
    }

    /** The variant's index; the number of variants for a subject outside the audience. */
    private static int variantOrOutside(ExperimentPlan experiment, byte[] subject) {
        return experiment.isInAudience(subject)
                ? experiment.variantOf(experiment.variantBucket(subject))
                : experiment.variants().size();
    }

    /** The 99.9 % point of χ², by Wilson and Hilferty (1931); one degree of freedom: 10.83, from the table. */
    private static double criticalAt999(int degrees) {
        if (degrees == 1) {
            return 10.83;
        }
        double part = 2.0 / (9 * degrees);
        return degrees * Math.pow(1 - part + 3.0902 * Math.sqrt(part), 3);
    }

    private static byte[] sanityBuffer(int length) {
        var buffer = new byte[length];
        long state = 2_654_435_761L;
        for (int i = 0; i < length; i++) {
            buffer[i] = (byte) (state >>> 56);
            state *= 0x9e3779b185ebca8dL;
        }
        return buffer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
