import Store

extension Configuration {
    /// The store, for looking only.
    ///
    /// - Throws: ``StartFailure`` where there is none yet, or ``StoreError``.
    func openStore() throws -> Store {
        guard let store = try Store.openForReading(at: storePath) else {
            throw StartFailure("there is no store at \(storePath) yet: nothing was ever taken in")
        }
        return store
    }
}
