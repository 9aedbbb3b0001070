/**
 * The paper's claims as studies on networks without weights: {@link org.layco.study.claims.ClaimStudy} takes certified runs
 * and hardware and gives a {@link org.layco.study.claims.ClaimsRecord}. Uses {@code study}, {@code cost} and below; reads no
 * files.
 */
@NullMarked
package org.layco.study.claims;

import org.jspecify.annotations.NullMarked;
