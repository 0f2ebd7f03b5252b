import ServiceLifecycle
import Sync

extension Assembly {
    /// What runs until the service stops.
    ///
    /// - Parameter bells: Gets those of the offices, for whoever changes the queue from outside.
    func services(rungBy bells: inout [Bell]) -> [any Service] {
        bells = couriers.map { _ in Bell() }
        let metricsBell = Bell()
        let places = (lines.compactMap(\.pagePlace) + configuration.reports.map(\.pagePlace)).map { ($0, Bell()) }
        let all = bells + places.map(\.1) + [metricsBell]
        var services: [any Service] = lines.map { InboxService(line: $0, bells: all, pulse: pulse) }
        services += zip(couriers, bells).map {
            PushService(courier: $0, bell: $1, metrics: metricsBell, pulse: pulse, logger: logger)
        }
        if !places.isEmpty { services.append(PageService(places: places, press: press, logger: logger)) }
        if !configuration.retention.isEmpty {
            services.append(
                RetentionService(
                    retention: configuration.retention,
                    store: store,
                    inboxes: lines.map(\.inbox),
                    state: configuration.state,
                    pulse: pulse,
                    logger: logger
                )
            )
        }
        services.append(
            MetricsService(configuration: configuration, store: store, bell: metricsBell, pulse: pulse, logger: logger)
        )
        services.append(WatchdogService(pulse: pulse, pages: press.late, state: configuration.state, logger: logger))
        if let heartbeat = configuration.heartbeat {
            services.append(
                HeartbeatService(
                    heartbeat: Heartbeat(url: heartbeat.url, transport: transport),
                    every: heartbeat.every,
                    workers: Set(lines.map(\.worker)),
                    pulse: pulse,
                    logger: logger
                )
            )
        }
        return services
    }
}
