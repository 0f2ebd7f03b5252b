package import Accompaniment

/// How files are understood and answered: the same for all inboxes of a service. Made once, for to look through the words
/// of a registry takes its time.
package struct IntakeRules: Sendable {
    let understanding: FileUnderstanding
    let page: ReceiptPage
    let language: Language

    package init(lexicon: Lexicon, periodKind: Period.Kind, language: Language) {
        understanding = FileUnderstanding(lexicon: lexicon, periodKind: periodKind, language: language)
        page = ReceiptPage(lexicon: lexicon, language: language)
        self.language = language
    }
}
