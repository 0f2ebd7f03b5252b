import Accompaniment
import Foundation

/// Short names for what tests ask of a report.
extension ActivityReport {
    var escort: String? { attributes.text(.escort) }
    var identity: Code? { attributes.code(.identity) }
    var activityTypes: CodeSet { attributes.codes(.activityTypes) ?? CodeSet() }
    var forum: Code? { attributes.code(.forum) }
    var needs: CodeSet? { attributes.codes(.needCodes) }
    var hat: Code? { attributes.code(.hat) }
    var track: Code? { attributes.code(.track) }
    var status: Code? { attributes.code(.status) }
    var frequency: String? { attributes.text(.frequency) }
    var meetingsHeld: Int? { attributes.integer(.meetingsHeld) }
    var durationMinutes: Int? { attributes.integer(.durationMin) }
    var participantsCount: Int? { attributes.integer(.participantsCount) }
    var ministries: CodeSet { attributes.codes(.ministryCodes) ?? CodeSet() }
    var decision: Code? { attributes.code(.decision) }
    var notes: String? { attributes.text(.notes) }
    var amount: Int? { attributes.integer(.amountNIS) }
    var certainty: Code? { attributes.code(.certainty) }
    /// What was kept in words, by heading.
    var extra: [String: String] { words(.extra) }
    /// What was written where it was understood by guess, by heading.
    var written: [String: String] { words(.written) }

    private func words(_ attribute: Attribute) -> [String: String] {
        guard let text = attributes.text(attribute) else { return [:] }
        // A text that is no such object fails the test by its emptiness.
        return (try? JSONDecoder().decode([String: String].self, from: Data(text.utf8))) ?? [:]
    }
}
