package io.lotty.report;

import java.util.Locale;

/** The methods by which a report judges, in the order in which it uses them; each with what it takes for granted. */
public enum Method {
    WELCH_T(
            "Difference of means per exposed subject, at one look: Welch's t-test and interval.",
            "Subjects are independent, and their numbers have a variance; of few subjects, that the numbers are near normal. "
                    + "The time of the look was settled beforehand.",
            "Welch, Biometrika 34, 1947"),
    TWO_PROPORTION_Z(
            "Difference of shares of exposed subjects, at one look: z-test and interval with each variant's own variance.",
            "Subjects are independent; in each variant at least 5 are expected with an event and 5 without. "
                    + "The time of the look was settled beforehand.",
            "Wasserman, All of Statistics, 2004, theorems 6.16 and 10.13"),
    DELTA_METHOD(
            "Difference of ratios of totals, and of means per event, at one look; and every relative difference, whose base "
                    + "is the size of the control's figure.",
            "Subjects, not events, are independent; at least 30 in each variant; what is divided by is further than 3 "
                    + "standard errors from 0. The time of the look was settled beforehand.",
            "Deng, Knoblich, Lu, KDD 2018, sections 2.2 and 3.2"),
    CLUSTERED_QUANTILE(
            "Difference of quantiles, at one look: standard errors out of the ranks between which the quantile lies, with "
                    + "subjects as clusters of events.",
            "Subjects are independent; at least 30 in each variant; numbers are dense around the quantile. "
                    + "The time of the look was settled beforehand.",
            "Deng, Knoblich, Lu, KDD 2018, section 4"),
    CONFIDENCE_SEQUENCE(
            "Interval and p-value that hold at every look, however often one looks and whenever one stops: asymptotic "
                    + "confidence sequence with a normal mixture, narrowest at 10,000 subjects.",
            "Subjects are independent and have a variance; the smaller variant has at least 100 of them, and its figure "
                    + "would be 5 standard errors from 0. The p-value is that of this look.",
            "Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas, Annals of Statistics 52(6), 2024"),
    NORMAL_POSTERIOR(
            "Chance to beat control, and expected loss of choosing the variant, as a share of the control's figure.",
            "The relative difference is normal, and before the data it is believed to be normal about 0 with a standard "
                    + "deviation of 0.3. It does not bound how often one is wrong where there is nothing to find.",
            "Gelman et al., Bayesian Data Analysis, 3rd edition, 2013, section 2.5; Stucchio, Bayesian A/B Testing at VWO, "
                    + "2015"),
    CUPED(
            "Difference of means adjusted by what subjects did before the experiment, with one slope for all variants, "
                    + "judged by Welch's t-test.",
            "What is adjusted by was settled before assignment.",
            "Deng, Xu, Kohavi, Walker, WSDM 2013"),
    HOLM(
            "p-values corrected over metrics and variants so that the chance of even one false discovery is bounded.",
            "Nothing; it corrects the p-values of one look.",
            "Holm, Scandinavian Journal of Statistics 6, 1979"),
    BENJAMINI_HOCHBERG(
            "p-values corrected over metrics and variants so that the expected share of false discoveries is bounded.",
            "Tests are independent or positively dependent.",
            "Benjamini, Hochberg, JRSS B 57(1), 1995"),
    POWER(
            "Chance of finding a relative difference of 5 % at one look with the present subjects; the least difference "
                    + "that is found with a chance of 80 %; the subjects and the time that 5 % takes.",
            "Estimates are normal; the variants keep their proportion, and new subjects keep coming: as many a day as the "
                    + "window had on average, or as were exposed in its last week, whichever is less. A test without "
                    + "correction, at level 0.95.",
            "Chow, Shao, Wang, Sample Size Calculations in Clinical Research, 2nd edition, 2008, section 3.2.1"),
    SAMPLE_RATIO(
            "Whether exposed subjects fell into variants by their weights: chi-square test.",
            "Subjects fall independently; at least 5 are expected in each variant; weights did not change in the window.",
            "Fabijan et al., KDD 2019"),
    SEQUENTIAL_SAMPLE_RATIO(
            "The same, at every look: Bayes factor against a Dirichlet prior with the concentration 100.",
            "Subjects fall independently; weights did not change in the window.",
            "Lindon, Malek, NeurIPS 2022");

    private final String what;
    private final String assumptions;
    private final String source;

    Method(String what, String assumptions, String source) {
        this.what = what;
        this.assumptions = assumptions;
        this.source = source;
    }

    /** What it tells, in sentences for people. */
    public String what() {
        return what;
    }

    /** What must hold for it to be right. */
    public String assumptions() {
        return assumptions;
    }

    public String source() {
        return source;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
