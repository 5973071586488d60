// SPDX-License-Identifier: MIT
// Statements in a log, by swift-log.
public import Logging
public import OrmRuntime

extension StoreTrace {
    /// Returns a trace that writes a message to a logger for each statement.
    ///
    ///     options.trace = .logging(to: Logger(label: "store"))
    ///
    /// The message is `statement`, `statement failed`, `slow statement` or `slow statement failed`.
    /// The metadata are `sql`, `nanoseconds`, `rows-read`, `rows-changed`, `path`, and `error`
    /// where it failed.
    ///
    /// - Parameters:
    ///   - logger: What writes the messages.
    ///   - level: The level of statements that succeed.
    ///   - failures: The level of those that do not. Many failures are an answer, such as a key
    ///     that is taken, and what does not catch them logs them itself.
    ///   - slow: Statements that take as many nanoseconds or more are logged as warnings, if their
    ///     level is not higher; nil for none.
    public static func logging(
        to logger: Logger, level: Logger.Level = .debug, failures: Logger.Level = .info,
        slow: UInt64? = nil
    ) -> StoreTrace {
        StoreTrace { report in
            var level = report.failure == nil ? level : failures
            var message: Logger.Message = report.failure == nil ? "statement" : "statement failed"
            if let slow, report.nanoseconds >= slow {
                level = max(level, .warning)
                message = report.failure == nil ? "slow statement" : "slow statement failed"
            }
            logger.log(level: level, message, metadata: metadata(of: report))
        }
    }

    private static func metadata(of report: StatementReport) -> Logger.Metadata {
        var metadata: Logger.Metadata = [
            "sql": "\(report.sql)", "nanoseconds": "\(report.nanoseconds)",
            "rows-read": "\(report.rowsRead)", "rows-changed": "\(report.rowsChanged)",
            "path": "\(report.path)",
        ]
        if let failure = report.failure { metadata["error"] = "\(failure)" }
        return metadata
    }
}
