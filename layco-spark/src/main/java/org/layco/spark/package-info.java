/**
 * Campaigns on Apache Spark: an {@link org.layco.campaign.Engine} whose tasks run on the executors of a cluster. Entry type:
 * {@link org.layco.spark.SparkEngineProvider}. The driver's side is {@link org.layco.spark.SparkEngine}, the executor's
 * {@link org.layco.spark.Site}; what goes between them is serializable and holds no more than values. Uses the core alone.
 */
@NullMarked
package org.layco.spark;

import org.jspecify.annotations.NullMarked;
