public enum PersistStorage: Sendable { case table, embedded }
