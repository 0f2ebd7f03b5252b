/// How far a service has come, in the order in which services do (domain.md 5.3, field 20; Q02).
package enum ServiceStage: String, Codable, CaseIterable, Comparable, Sendable {
    case idea = "IDEA"
    case feasibility = "FEASIBILITY"
    case tender = "TENDER"
    case contract = "CONTRACT"
    case setup = "SETUP"
    case operating = "OPERATING"
    /// Given up; comes before and after nothing.
    case stopped = "STOPPED"

    /// The stages of a service that goes on.
    package static let onTheWay = allCases.filter { $0 != .stopped }

    package static func < (left: ServiceStage, right: ServiceStage) -> Bool {
        guard let first = onTheWay.firstIndex(of: left), let second = onTheWay.firstIndex(of: right) else {
            return false
        }
        return first < second
    }
}
