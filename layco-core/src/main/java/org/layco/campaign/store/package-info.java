/**
 * The store of a campaign: an embedded DuckDB file in the campaign's directory, written by one process. Entry types: {@link
 * org.layco.campaign.store.CampaignStore} to write, {@link org.layco.campaign.store.StoreReader} to query.
 */
@NullMarked
package org.layco.campaign.store;

import org.jspecify.annotations.NullMarked;
