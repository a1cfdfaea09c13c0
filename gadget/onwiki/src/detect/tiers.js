'use strict';

/** How grave a finding is by itself, and together with others (the mosaic). bot/detect/tiers.py. */

/** @type {TierName[]} */
const ORDER = [ 'notice', 'caution', 'urgent' ];

/**
 * @param {Finding[]} findings
 * @param {any} tiers The tables of config/rules/tiers.yaml
 * @param {boolean} named The account name is a real name, which counts as one in a mosaic
 * @return {{tier: TierName|null, mosaic: boolean, minor: boolean}} A page's tier, whether a mosaic made it,
 *  whether its owner says to be under 18
 */
function ofPage( findings, tiers, named ) {
	const kinds = new Set( findings.map( ( finding ) => /** @type {string} */ ( finding.type ) ) );
	if ( named ) {
		kinds.add( 'real_name' );
	}
	const minor = kinds.has( 'age_minor' );
	const mosaic = tiers.mosaic.some(
		( /** @type {string[]} */ combination ) => combination.every( ( kind ) => kinds.has( kind ) )
	);
	/** @type {TierName|null} */
	let highest = null;
	for ( const finding of findings ) {
		if ( highest === null || ORDER.indexOf( finding.tier ) > ORDER.indexOf( highest ) ) {
			highest = finding.tier;
		}
	}
	if ( highest === null && named ) {
		highest = 'notice';
	}
	return { tier: mosaic && findings.length ? 'urgent' : highest, mosaic: mosaic, minor: minor };
}

module.exports = { ofPage: ofPage };
