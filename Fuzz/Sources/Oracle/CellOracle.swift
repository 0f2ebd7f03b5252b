import Accompaniment

@testable import Intake

/// What holds for any cell: nothing traps, what is read is within the limits that its type names, a date is read back
/// from its own text, and a masked text is clean.
package enum CellOracle {
    package static func judge(_ text: String, heading: String) {
        for order in [DateOrder.dayFirst, .monthFirst] { judgeDate(text, order) }
        _ = DateColumn([(1, text), (2, heading)]).order
        if let months = DateText.monthsInRole(text) { expect((1...600).contains(months), "\(months) months in a role") }
        judgeNumber(text)
        judgeDuration(text, heading)
        judgeFrequency(text)
        if case .shekels(let shekels, _, _)? = MoneyText.parse(text, heading: heading) {
            expect((0...1_000_000_000).contains(shekels), "\(shekels) shekels")
        }
        judgeMasked(text)
    }

    private static func judgeDate(_ text: String, _ order: DateOrder) {
        guard let reading = DateText.parse(text, order: order) else { return }
        expect(!DateText.isNoDate(text), "a date is no date")
        guard let period = Period(code: "2015-Q4"),
            let date = reading.completed(by: (from: period.from, to: period.to))
        else { fatalError("a date has no year") }
        expect(date.from <= date.to, "a date ends before it begins: \(date)")
        expect((1900...2199).contains(date.from.year) && (1900...2199).contains(date.to.year), "\(date)")
        expect(date.precision != .day || date.from == date.to, "a day is several days: \(date)")
        // In a year that is written the order of day and month is of no account.
        for order in [DateOrder.dayFirst, .monthFirst] {
            let again = DateText.parse(date.text, order: order)
            expect(again?.date == date, "«\(date.text)» is read as \(String(describing: again)), was \(date)")
        }
    }

    private static func judgeNumber(_ text: String) {
        if let number = NumberText.parse(text) {
            expect(number.least.isFinite && number.most.isFinite, "a number without an end: \(number)")
            expect(number.least <= number.most, "a range that is turned round: \(number)")
            expect(number.bound == nil || number.least == number.most, "a range with a bound: \(number)")
            if let whole = number.whole(in: 0...5000) { expect((0...5000).contains(whole.upperBound), "\(whole)") }
        }
        if let percent = NumberText.percent(text) { expect((0...100).contains(percent.value), "\(percent)") }
    }

    private static func judgeDuration(_ text: String, _ heading: String) {
        guard let duration = DurationText.parse(text, heading: heading) else { return }
        expect(duration.minutes.map { (1...366 * 1440).contains($0) } ?? (duration.guess != nil), "\(duration)")
    }

    private static func judgeFrequency(_ text: String) {
        if case .regular(let least, let most, let every, _)? = FrequencyText.parse(text)?.value {
            let limits = 1...366
            expect(least <= most && limits.contains(least) && limits.contains(most) && limits.contains(every), text)
        }
        if let ending = FrequencyText.ending(text) {
            expect(FrequencyText.parse(ending.frequency) != nil, "an ending is no frequency: \(ending)")
            expect(!ending.before.isEmpty, "a frequency has nothing before it: \(ending)")
        }
    }

    private static func judgeMasked(_ text: String) {
        let finds = PersonalData.finds(in: text)
        expect(
            zip(finds, finds.dropFirst()).allSatisfy { $0.range.upperBound <= $1.range.lowerBound },
            "two finds overlap"
        )
        guard let masked = PersonalData.masked(text) else { return expect(finds.isEmpty, "a find is not masked") }
        expect(masked.kinds == Set(finds.map(\.kind)), "what is masked is not what was found")
        expect(PersonalData.masked(masked.text) == nil, "a masked text is not clean: \(masked.text)")
    }
}
