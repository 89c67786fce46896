package dev.hikyaku.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Everybody in the demo, made of the word lists; the same people in the same order each time.
///
/// E-mail addresses end in domains kept for examples (RFC 2606 and JPRS), telephone numbers are in ranges kept for
/// fiction (Ofcom for Britain, 555-01xx for America) or begin their local part with 0000, which Japan never assigns.
final class Population {
    private static final long SEED = 20_261_122;
    private static final long FIRST_PERSON = 1001;
    private static final int LEVEL_OF_STAFF = 3;
    private static final Set<String> BRITISH = Set.of("London", "Manchester", "Cambridge", "Norfolk");

    private final RandomGenerator random = new Random(SEED);
    private final Words words = new Words();
    private final Set<String> addresses = new HashSet<>();
    private final List<Company> companies = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private long nextPerson = FIRST_PERSON;

    /// Where somebody stands in a company.
    private record Post(Company company, @Nullable Long managerId, int level) {}

    Population() {
        for (var row : Words.rows("companies.csv")) {
            var parent = row.getField("parent");
            var nameEn = row.getField("name_en");
            var prefecture = row.getField("prefecture");
            var company = new Company(
                    Integer.parseInt(row.getField("id")),
                    parent.isEmpty() ? null : Integer.valueOf(parent),
                    row.getField("name"),
                    nameEn.isEmpty() ? null : nameEn,
                    row.getField("industry"),
                    prefecture,
                    phone(prefecture),
                    website(nameEn.isEmpty() ? row.getField("name") : nameEn));
            companies.add(company);
            hire(company, Integer.parseInt(row.getField("people")));
        }
    }

    List<Company> companies() {
        return companies;
    }

    List<Person> people() {
        return people;
    }

    RandomGenerator random() {
        return random;
    }

    /// Somebody new without reports.
    Person newcomer(Company company, @Nullable Long managerId, LocalDateTime joined) {
        return person(new Post(company, managerId, LEVEL_OF_STAFF), joined);
    }

    String titleOfStaff(String locale) {
        return words.title(random, locale, LEVEL_OF_STAFF);
    }

    /// A number in use nowhere, as it is written at that place.
    String phone(String place) {
        if (isJapanese(place)) {
            return "050-0000-%04d".formatted(random.nextInt(10_000));
        }
        return BRITISH.contains(place)
                ? "+44 20 7946 0%03d".formatted(random.nextInt(1000))
                : "+1 202 555 01%02d".formatted(random.nextInt(100));
    }

    /// Four levels: one who runs the company, directors, managers, staff.
    private void hire(Company company, int number) {
        if (number == 0) {
            return;
        }
        var head = hire(new Post(company, null, 0));
        var directors = new ArrayList<Long>();
        for (int i = 0; i < 1 + number / 16; i++) {
            directors.add(hire(new Post(company, head, 1)));
        }
        var managers = new ArrayList<Long>();
        for (int i = 0; i < 1 + number / 7; i++) {
            managers.add(hire(new Post(company, directors.get(i % directors.size()), 2)));
        }
        for (int i = 1 + directors.size() + managers.size(); i < number; i++) {
            hire(new Post(company, managers.get(i % managers.size()), LEVEL_OF_STAFF));
        }
    }

    private long hire(Post post) {
        var joined = LocalDate.of(2020, 1, 6)
                .plusDays(random.nextInt(2_100))
                .atTime(9 + random.nextInt(10), random.nextInt(60), random.nextInt(60));
        var person = person(post, joined);
        people.add(person);
        return person.id();
    }

    private Person person(Post post, LocalDateTime joined) {
        var company = post.company();
        var isAtHome = random.nextInt(100) < 93;
        var locale = isJapanese(company.prefecture()) == isAtHome ? "ja" : "en";
        var family = words.name(random, locale, "family");
        var given = words.name(random, locale, "given");
        return new Person(
                nextPerson++,
                company.id(),
                post.managerId(),
                family.text(),
                given.text(),
                address(given.latin() + "." + family.latin(), company),
                phone(company.prefecture()),
                words.title(random, locale, post.level()),
                String.valueOf(1 + random.nextInt(3)),
                locale,
                random.nextInt(10) < 3 ? null : LocalDate.of(1962, 4, 2).plusDays(random.nextInt(14_000)),
                joined,
                random.nextInt(12) == 0 ? words.note(random, locale) : null);
    }

    private String address(String name, Company company) {
        var domain =
                isJapanese(company.prefecture()) ? "example.jp" : company.id() % 2 == 0 ? "example.com" : "example.org";
        var address = name + "@" + domain;
        for (int number = 2; !addresses.add(address); number++) {
            address = name + number + "@" + domain;
        }
        return address;
    }

    private @Nullable String website(String name) {
        if (random.nextInt(6) == 0) {
            return null;
        }
        return "https://www.example.jp/"
                + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
    }

    private static boolean isJapanese(String place) {
        return place.codePointAt(0) > 0x7f;
    }
}
