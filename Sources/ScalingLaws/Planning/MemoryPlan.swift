import Models
import RealModule

/// How many devices a model needs for its training, and what it takes on each, for every stage of
/// sharding, with and without recomputation.
///
///     let plan = MemoryPlan(.bloombergGPT, memory: 40e9, batch: 4, time: 2_048, devices: 128)
///     plan.row(.parameters, isRecomputing: true)?.memory.total
public struct MemoryPlan: Hashable, Sendable {
  /// One way to lay the model out.
  public struct Row: Hashable, Sendable {
    public let stage: ShardingStage
    public let isRecomputing: Bool
    /// The fewest devices on which it fits, as a sharding; nil where it fits on none, with
    /// `MemoryPlan.largestTensor` devices sharing a product.
    public let least: Sharding?
    /// On the devices that one has, the smallest tensor group that fits, or the largest that does not;
    /// nil where their number is open.
    public let own: Sharding?
    /// Of a device: on one's own devices, or else on the fewest.
    public let memory: DeviceMemory?
    /// On the devices that one has, or on any.
    public let fits: Bool
  }

  /// Products are seldom split beyond one node of eight.
  public static let largestTensor = 8
  /// The share of a device's memory that is planned: the rest is for frameworks, buffers and fragments.
  public static let plannedShare = 0.9

  public let rows: [Row]
  /// Bytes of a device.
  public let deviceMemory: Double
  /// Bytes that a parameter costs in all: 18 or 16.
  public let bytesPerParameter: Int
  public let batch: Int
  /// The devices that one has.
  public let devices: Int?

  /// - Parameters:
  ///   - memory: bytes of one device.
  ///   - batch: sequences a device computes at a time.
  ///   - devices: how many one has; nil where that is open.
  public init(
    _ configuration: ModelConfiguration, memory: Double, batch: Int = 1, time: Int,
    devices: Int? = nil, gradientByteCount: Int = 4
  ) {
    let search = MemorySearch(
      configuration: configuration, capacity: memory * Self.plannedShare, batch: batch, time: time,
      gradientByteCount: gradientByteCount)
    rows = [false, true].flatMap { isRecomputing in
      ShardingStage.allCases.map { search.row($0, isRecomputing, devices: devices) }
    }
    deviceMemory = memory
    bytesPerParameter = 14 + gradientByteCount
    self.batch = batch
    self.devices = devices
  }

  public func row(_ stage: ShardingStage, isRecomputing: Bool) -> Row? {
    rows.first { $0.stage == stage && $0.isRecomputing == isRecomputing }
  }

  /// The layout to begin with. Of those that fit, one that computes nothing again goes first, then one
  /// that splits products over the fewest devices, for they wait for each other in every layer, and
  /// then the lowest stage.
  public var advised: Row? {
    func order(_ row: Row) -> (Int, Int, Int) {
      (row.isRecomputing ? 1 : 0, (row.own ?? row.least)?.tensor ?? 0, row.stage.rawValue)
    }
    return rows.filter(\.fits).min { order($0) < order($1) }
  }

  /// The fewest devices of all layouts.
  public var fewestDevices: Int? { rows.compactMap(\.least?.devices).min() }
}

/// The search for layouts that fit.
struct MemorySearch {
  let configuration: ModelConfiguration
  /// Bytes of a device that may be used.
  let capacity: Double
  let batch: Int
  let time: Int
  let gradientByteCount: Int

  func row(_ stage: ShardingStage, _ isRecomputing: Bool, devices: Int?) -> MemoryPlan.Row {
    let possible = tensorDegrees.compactMap { fewest(stage, $0, isRecomputing) }
    let least = possible.min { $0.devices < $1.devices }
    let own = devices.map { sharding(stage, isRecomputing, over: $0) }
    let shown = own ?? least
    let memory = shown.map { self.memory($0, isRecomputing) }
    return MemoryPlan.Row(
      stage: stage, isRecomputing: isRecomputing, least: least, own: own, memory: memory,
      fits: memory.map { $0.total <= capacity } ?? false)
  }

  /// Numbers of devices that can share a product: they divide the heads.
  private var tensorDegrees: [Int] {
    [1, 2, 4, 8].filter {
      $0 <= MemoryPlan.largestTensor && configuration.keyValueHeadCount % $0 == 0
    }
  }

  func memory(_ sharding: Sharding, _ isRecomputing: Bool) -> DeviceMemory {
    DeviceMemory(
      configuration, sharding, batch: batch, time: time, gradientByteCount: gradientByteCount,
      isRecomputing: isRecomputing)
  }

  /// The fewest shards that fit for a tensor group; nil where no number does.
  private func fewest(_ stage: ShardingStage, _ tensor: Int, _ isRecomputing: Bool) -> Sharding? {
    func fits(_ shards: Int) -> Bool {
      memory(Sharding(stage, shards: shards, tensor: tensor), isRecomputing).total <= capacity
    }
    if fits(1) { return Sharding(stage, tensor: tensor) }
    // From two shards on the memory falls with their number.
    var high = 2
    while !fits(high) {
      guard stage != .none, high < 1 << 24 else { return nil }
      high *= 2
    }
    var low = high / 2
    while high - low > 1 {
      let middle = (low + high) / 2
      if fits(middle) { high = middle } else { low = middle }
    }
    return Sharding(stage, shards: high, tensor: tensor)
  }

  private func sharding(
    _ stage: ShardingStage, _ isRecomputing: Bool, over devices: Int
  ) -> Sharding {
    let ways = tensorDegrees.filter { devices % $0 == 0 }.map {
      Sharding(stage, shards: devices / $0, tensor: $0)
    }
    return ways.first { memory($0, isRecomputing).total <= capacity }
      ?? ways.last ?? Sharding(stage, shards: devices)
  }
}
