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

    /// The store, for a change beside a running service: the two take turns.
    ///
    /// - Throws: As ``openStore()``: who changes something without the lock of the state folder neither makes a store nor
    ///   brings one to this release, for a service of the release before may still have it open.
    func openStoreForChanges() throws -> Store {
        _ = try openStore()
        return try Store.open(at: storePath)
    }
}
