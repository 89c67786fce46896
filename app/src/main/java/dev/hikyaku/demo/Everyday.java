package dev.hikyaku.demo;

import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What happens in the shop while somebody watches: people come, go and move, companies take new names.
final class Everyday {
    private static final int MOST_AT_ONCE = 6;
    private static final int FEWEST_PEOPLE = 1_210;
    private static final int CORRECTED_EVERY = 3;
    private static final List<String> JAPANESE_ENDINGS = List.of("ネクスト", "パートナーズ", "ソリューションズ");
    private static final List<String> ENGLISH_ENDINGS = List.of(" Next", " Partners", " Solutions");
    private static final Pattern LEGAL_FORM = Pattern.compile("(株式会社|,? (Ltd|Inc\\.|LLC|LLP|plc|Co\\.))$");

    private final Shop shop;
    private final Population population;
    private final RandomGenerator random;
    private final Clock clock = Clock.system(ZoneId.of("Asia/Tokyo"));
    private int passed;

    Everyday(Shop shop, Population population) {
        this.shop = shop;
        this.population = population;
        this.random = population.random();
    }

    /// One moment: one transaction.
    List<String> pass(Locale locale) {
        passed++;
        return shop.together(() -> new Moment(locale).happen());
    }

    /// @param ending put behind the name, in place of one that it has already
    static String renamed(String name, String ending) {
        var form = LEGAL_FORM.matcher(name);
        var legal = form.find() ? form.group() : "";
        var stem = name.substring(0, name.length() - legal.length());
        for (var old : List.of(JAPANESE_ENDINGS, ENGLISH_ENDINGS)) {
            for (var one : old) {
                stem = stem.endsWith(one) ? stem.substring(0, stem.length() - one.length()) : stem;
            }
        }
        return stem + ending + legal;
    }

    /// One moment's changes; each row changes once at most, so each is a change that travels.
    private final class Moment {
        private final ResourceBundle words;
        private final Map<Integer, Company> companies = new HashMap<>();
        private final List<Company> untouched = new ArrayList<>();
        private final List<Person> staff;
        private int present;

        Moment(Locale locale) {
            words = ResourceBundle.getBundle(
                    "dev.hikyaku.demo.everyday",
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (var company : shop.companies()) {
                companies.put(company.id(), company);
                if (!shop.isBad("companies", company.id())) {
                    untouched.add(company);
                }
            }
            var people = shop.people();
            present = people.size();
            var bosses = people.stream().map(Person::managerId).collect(Collectors.toSet());
            staff = people.stream()
                    .filter(person -> person.managerId() != null
                            && !bosses.contains(person.id())
                            && !shop.isBad("people", person.id()))
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        List<String> happen() {
            var told = new ArrayList<String>();
            var most = 1 + random.nextInt(MOST_AT_ONCE);
            if (passed % CORRECTED_EVERY == 0 && !shop.badRows().isEmpty()) {
                told.add(corrected());
            }
            while (told.size() < most) {
                told.add(
                        switch (random.nextInt(8)) {
                            case 0 -> moved();
                            case 1, 2 -> joined();
                            case 3 -> present > FEWEST_PEOPLE ? left() : joined();
                            case 4 -> renamed();
                            case 5 -> newPlan();
                            case 6 -> newTitle();
                            default -> newPhone();
                        });
            }
            return told;
        }

        private Person somebody() {
            return staff.remove(random.nextInt(staff.size()));
        }

        private Company companyOf(Person person) {
            return Objects.requireNonNull(companies.get(person.companyId()));
        }

        private String moved() {
            var person = somebody();
            var colleague = Words.one(random, staff);
            shop.set("people", person.id(), "company_id", colleague.companyId());
            shop.set("people", person.id(), "manager_id", Objects.requireNonNull(colleague.managerId()));
            return tell(
                    "moved",
                    person.name(),
                    companyOf(person).name(),
                    companyOf(colleague).name());
        }

        private String joined() {
            var colleague = Words.one(random, staff);
            var now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
            var person = population.newcomer(companyOf(colleague), colleague.managerId(), now);
            shop.add(person);
            present++;
            return tell("joined", person.name(), companyOf(colleague).name());
        }

        private String left() {
            var person = somebody();
            shop.remove(person);
            present--;
            return tell("left", person.name(), companyOf(person).name());
        }

        private String renamed() {
            var company = untouched.remove(random.nextInt(untouched.size()));
            var endings =
                    company.name().codePoints().anyMatch(letter -> letter > 0x7f) ? JAPANESE_ENDINGS : ENGLISH_ENDINGS;
            var fresh = endings.stream()
                    .map(ending -> Everyday.renamed(company.name(), ending))
                    .filter(name -> !name.equals(company.name()))
                    .toList();
            var name = Words.one(random, fresh);
            shop.set("companies", company.id(), "name", name);
            return tell("renamed", company.name(), name);
        }

        private String newPlan() {
            var person = somebody();
            var plan = String.valueOf(1 + Integer.parseInt(person.plan()) % 3);
            shop.set("people", person.id(), "plan", plan);
            return tell("plan", person.name(), companyOf(person).name(), plan);
        }

        private String newTitle() {
            var person = somebody();
            var title = person.title();
            while (title.equals(person.title())) {
                title = population.titleOfStaff(person.locale());
            }
            shop.set("people", person.id(), "title", title);
            return tell("title", person.name(), companyOf(person).name(), title);
        }

        private String newPhone() {
            var person = somebody();
            var phone = person.phone();
            while (phone.equals(person.phone())) {
                phone = population.phone(companyOf(person).prefecture());
            }
            shop.set("people", person.id(), "phone", phone);
            return tell("phone", person.name(), companyOf(person).name());
        }

        private String corrected() {
            var bad = shop.badRows().removeFirst();
            shop.set(bad.table(), bad.id(), bad.column(), bad.right());
            var place = (bad.table().equals("companies") ? "account " : "contact ") + bad.id();
            return tell("corrected", place, bad.column());
        }

        private String tell(String what, Object... names) {
            return words.getString(what).formatted(names);
        }
    }
}
