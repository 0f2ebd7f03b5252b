internal import Accompaniment

/// The large numbers at the top of a page.
extension PageWorld {
    func activitiesTile(_ tally: Tally?, before: Tally?) -> Tile {
        tile(
            words("פעילויות ליווי", "Activities of help"),
            tally.map { PageWords.number($0.all.activities) },
            .activities,
            detail: before.map {
                words("בתקופה הקודמת: ", "period before: ") + PageWords.number($0.all.activities)
            }
        )
    }

    func hoursTile(_ tally: Tally?) -> Tile {
        guard let tally, tally.timed > 0 else { return tile(words("שעות ליווי", "Hours of help"), nil, .hours) }
        return tile(
            words("שעות ליווי", "Hours of help"),
            PageWords.number((tally.all.minutes + 30) / 60),
            .hours,
            detail: tally.all.activities == 1
                ? nil
                : words(
                    "הזמן צוין ב־\(tally.timed) מתוך \(words.activities(tally.all.activities))",
                    "stated for \(tally.timed) of \(words.activities(tally.all.activities))"
                )
        )
    }

    func needsTile(_ tally: Tally?) -> Tile {
        let all = registry.needs.count
        var tile = tile(
            words("צרכים שקיבלו מענה", "Needs served"),
            tally.map { "\(served($0).count)" },
            .q05
        )
        if let tally {
            tile.of = words.of(all)
            tile.meter = all == 0 ? 0 : served(tally).count * 100 / all
        }
        return tile
    }

    /// - Parameter value: `nil` for what was not reported.
    func tile(_ name: String, _ value: String?, _ indicator: Indicator, _ kind: Tone = .none, detail: String? = nil)
        -> Tile
    {
        var tile = words.tile(name, value ?? words.notReported, value == nil ? .absent : kind, detail: detail)
        tile.codes = [PageView.Reference(code: indicator.rawValue)]
        return tile
    }

    /// How many of the expected reports came (Q22).
    func reports(_ reporting: Figures.Reporting) -> Tile {
        let isExpected = reporting.expected > 0
        return tile(
            words("דיווחים שהתקבלו", "Reports received"),
            PageWords.number(reporting.received),
            .q22,
            !isExpected ? .none : reporting.received == reporting.expected ? .good : .warn,
            detail: isExpected
                ? words.of(reporting.expected) : words("לא נקבע מי אמור לדווח", "who should report is not listed")
        )
    }

    func served(_ tally: Tally) -> [Code] {
        let counts = tally.activities(.needCodes)
        return registry.needs.filter { counts[$0] != nil }
    }
}
