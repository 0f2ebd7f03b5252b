/// One activity of an escort, understood: the record of domain.md 5.3, with codes in place of words.
///
/// Free text (the activity, and the attributes that hold words) stays on this server (domain.md 6.3).
package struct ActivityReport: Sendable {
    package var recordID: RecordID
    /// Row in the spreadsheet that the sender sees, from 1.
    package var row: Int
    package var function: Function
    package var organisation: Code
    /// A cluster, an area or `NATIONAL`.
    package var unit: Code
    package var scope: Code
    package var date: ActivityDate
    /// The reporting period in which it counts.
    package var period: Period
    package var activity: String
    /// All else that was said.
    package var attributes: Attributes
    /// ``RecordID/kin(function:organisation:unit:activity:forum:)`` where the date is coarser than a day; what takes
    /// place on a day may well take place on another one too.
    package var kin: Int64?
    /// The held row that this one was, before its sender mended it. Not kept.
    package var mends: HeldRowReference?

    package init(
        recordID: RecordID,
        row: Int,
        function: Function,
        organisation: Code,
        unit: Code,
        scope: Code,
        date: ActivityDate,
        period: Period,
        activity: String,
        attributes: Attributes = Attributes(),
        kin: Int64? = nil,
        mends: HeldRowReference? = nil
    ) {
        self.recordID = recordID
        self.row = row
        self.function = function
        self.organisation = organisation
        self.unit = unit
        self.scope = scope
        self.date = date
        self.period = period
        self.activity = activity
        self.attributes = attributes
        self.kin = kin
        self.mends = mends
    }
}
