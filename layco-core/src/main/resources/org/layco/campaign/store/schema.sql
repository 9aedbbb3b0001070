-- The store of a campaign. Units are in the names of columns: j joules, m2 square metres, s seconds, v volts, pp percentage points.
-- Keys are SHA-256 in hexadecimal. What a point does not have is NULL. Nothing here is computed from other rows.

CREATE TABLE studies (            -- every study that was swept into this store
  study_sha256 VARCHAR PRIMARY KEY,       -- over the keys of its points, in order
  study_json VARCHAR NOT NULL             -- what is the same in all points, and what is varied
);

CREATE TABLE study_points (       -- the points of each study
  study_sha256 VARCHAR,
  point_number INTEGER,                   -- from 1, in the order of the grid
  point_sha256 VARCHAR NOT NULL,
  PRIMARY KEY (study_sha256, point_number)
);

CREATE TABLE points (             -- one row a point: what it is, what came out
  point_sha256 VARCHAR PRIMARY KEY,       -- over its complete inputs, files by content, and the builds that compute it
  status VARCHAR NOT NULL,                -- done or failed
  problem VARCHAR,                        -- what is wrong with a point that failed
  study_json VARCHAR NOT NULL,            -- the resolved study, files by name
  characterization_sha256 VARCHAR,        -- what it rests on; NULL where the operating point was given
  network VARCHAR,
  network_sha256 VARCHAR,
  data VARCHAR,
  data_sha256 VARCHAR,
  hardware VARCHAR,
  style VARCHAR,
  cell VARCHAR,
  objective VARCHAR,                      -- what the plan was chosen for; NULL where it was given
  max_loss_pp DOUBLE,
  confidence DOUBLE,
  seed BIGINT,
  search_images INTEGER,
  float_top1 DOUBLE,                      -- 0..1, on the search images
  loss_pp DOUBLE,                         -- estimated on the search images
  loss_standard_error_pp DOUBLE,
  counted_loss_pp DOUBLE,                 -- decisions lost less decisions won
  acceptable BOOLEAN,                     -- the loss leaves the room that a certificate needs
  energy_j DOUBLE,                        -- of one inference
  area_m2 DOUBLE,
  latency_s DOUBLE,
  lifetime_levelled_inferences DOUBLE,    -- until the median cell fails, with free rotation
  lifetime_unlevelled_inferences DOUBLE,  -- the same, every datum keeping its place
  lifetime_years DOUBLE,                  -- closed form at rate_per_s, with the swapping of the plan
  rate_per_s DOUBLE,
  limiting_partition VARCHAR,
  assumed_energy_share DOUBLE,            -- share of the energy that rests on assumed constants, 0..1
  solver_status VARCHAR,
  solver_gap DOUBLE,                      -- relative, of the surrogate problem, 0..1
  loss_budget_pp DOUBLE,
  predicted_loss_pp DOUBLE,
  certified BOOLEAN,                      -- NULL where no certificate was asked for
  certified_confidence DOUBLE,            -- shared by all points certified together
  certified_loss_pp DOUBLE,
  certified_upper_bound_pp DOUBLE,
  certified_images INTEGER
);

CREATE TABLE parameters (         -- every value that a point's study states
  point_sha256 VARCHAR,
  parameter VARCHAR,                      -- path of the key, such as search.bits
  value VARCHAR NOT NULL,                 -- as written
  number DOUBLE,                          -- the value without its unit, where it is a number
  PRIMARY KEY (point_sha256, parameter)
);

CREATE TABLE inputs (             -- the files that a point reads
  point_sha256 VARCHAR,
  input VARCHAR,                          -- model, data, hardware or cell
  name VARCHAR NOT NULL,
  sha256 VARCHAR NOT NULL,                -- of the content; absent if there is no such file
  PRIMARY KEY (point_sha256, input)
);

CREATE TABLE trials (             -- every measurement of a plan's accuracy, in order
  point_sha256 VARCHAR,
  trial INTEGER,                          -- from 1
  purpose VARCHAR NOT NULL,               -- search: a round of solve and verify; given: the operating point; certificate
  images INTEGER NOT NULL,                -- each on a chip of its own
  loss_budget_pp DOUBLE,
  predicted_loss_pp DOUBLE,
  loss_pp DOUBLE NOT NULL,
  needed_margin_pp DOUBLE,
  energy_j DOUBLE,
  accepted BOOLEAN NOT NULL,
  PRIMARY KEY (point_sha256, trial)
);

CREATE TABLE layers (             -- operating point and energy of every MVM layer of the plan
  point_sha256 VARCHAR,
  layer INTEGER,                          -- from 0, in the order of the schedule
  name VARCHAR NOT NULL,
  operator VARCHAR NOT NULL,
  macs BIGINT NOT NULL,
  weight_bits INTEGER NOT NULL,
  input_bits INTEGER NOT NULL,
  psum_bits INTEGER NOT NULL,
  weight_v DOUBLE NOT NULL,
  input_v DOUBLE NOT NULL,
  psum_v DOUBLE NOT NULL,
  input_bit_error_rate DOUBLE NOT NULL,
  psum_bit_error_rate DOUBLE NOT NULL,
  input_partition VARCHAR NOT NULL,
  psum_partition VARCHAR NOT NULL,
  energy_j DOUBLE NOT NULL,
  PRIMARY KEY (point_sha256, layer)
);

CREATE TABLE partitions (         -- partitions of the plan
  point_sha256 VARCHAR,
  partition VARCHAR,
  holds VARCHAR NOT NULL,
  voltage_v DOUBLE NOT NULL,
  bit_error_rate DOUBLE NOT NULL,
  cells BIGINT NOT NULL,
  peak_cells BIGINT NOT NULL,
  writes_per_inference DOUBLE NOT NULL,
  endurance_writes DOUBLE,                -- of the median cell
  lifetime_inferences DOUBLE,
  PRIMARY KEY (point_sha256, partition)
);

CREATE TABLE baselines (          -- the designs that the plan is compared with, through the same cost model
  point_sha256 VARCHAR,
  design VARCHAR,
  energy_j DOUBLE NOT NULL,
  area_m2 DOUBLE NOT NULL,
  latency_s DOUBLE NOT NULL,
  lifetime_levelled_inferences DOUBLE,
  lifetime_unlevelled_inferences DOUBLE,
  limiting_partition VARCHAR,
  assumed_energy_share DOUBLE NOT NULL,
  PRIMARY KEY (point_sha256, design)
);

CREATE TABLE energy_parts (       -- energy of an inference in parts; each split sums to the total
  point_sha256 VARCHAR,
  design VARCHAR,                         -- plan, or a baseline
  split VARCHAR,                          -- component or operand
  part VARCHAR,
  energy_j DOUBLE NOT NULL,
  PRIMARY KEY (point_sha256, design, split, part)
);

CREATE TABLE area_parts (         -- area by component
  point_sha256 VARCHAR,
  design VARCHAR,
  part VARCHAR,
  area_m2 DOUBLE NOT NULL,
  PRIMARY KEY (point_sha256, design, part)
);

CREATE TABLE policies (           -- the plan's writes under every swapping policy
  point_sha256 VARCHAR,
  policy VARCHAR,
  eta DOUBLE NOT NULL,                    -- mean over most writes, 0..1
  lifetime_inferences DOUBLE NOT NULL,
  limiting_partition VARCHAR NOT NULL,
  swap_write_share DOUBLE NOT NULL,
  swap_energy_j DOUBLE,                   -- per inference
  swap_time_s DOUBLE,                     -- per inference
  PRIMARY KEY (point_sha256, policy)
);

CREATE TABLE warnings (           -- what a reader should know before trusting a point
  point_sha256 VARCHAR,
  warning INTEGER,                        -- from 1
  text VARCHAR NOT NULL,
  PRIMARY KEY (point_sha256, warning)
);

CREATE TABLE characterizations (  -- what networks tolerate; points that share it rest on the same row
  characterization_sha256 VARCHAR PRIMARY KEY,
  status VARCHAR NOT NULL,                -- done or failed
  problem VARCHAR,
  base_loss_pp DOUBLE,                    -- of the most bits, without errors
  record_json VARCHAR                     -- the whole characterization
);

CREATE TABLE tolerance (          -- loss of one operand at one bit error rate, everything else clean
  characterization_sha256 VARCHAR,
  operand VARCHAR,                        -- input, weight, psum_read_back or psum
  place INTEGER,                          -- number of the feature map (input) or layer, from 0
  bits INTEGER,
  measurement INTEGER,                    -- from 1
  bit_error_rate DOUBLE NOT NULL,
  loss_pp DOUBLE NOT NULL,
  discordance DOUBLE NOT NULL,
  score_shift DOUBLE NOT NULL,
  images INTEGER NOT NULL,
  PRIMARY KEY (characterization_sha256, operand, place, bits, measurement)
);

CREATE TABLE provenance (         -- what made a row; not part of the digest
  kind VARCHAR NOT NULL,                  -- sweep, characterization or point
  key VARCHAR NOT NULL,                   -- study_sha256, characterization_sha256 or point_sha256
  builds_json VARCHAR NOT NULL,           -- versions and instruction set
  engine VARCHAR NOT NULL,
  worker VARCHAR NOT NULL
);

CREATE TABLE timing (             -- when and how long; not part of the digest
  kind VARCHAR NOT NULL,
  key VARCHAR NOT NULL,
  started_at VARCHAR NOT NULL,            -- ISO 8601, UTC
  total_s DOUBLE NOT NULL                 -- 0 for a sweep
);

-- The points of the study that was swept last.
CREATE VIEW current_points AS
  SELECT s.point_number, p.*
  FROM study_points s JOIN points p USING (point_sha256)
  WHERE s.study_sha256 = (SELECT key FROM timing WHERE kind = 'sweep' ORDER BY rowid DESC LIMIT 1);
