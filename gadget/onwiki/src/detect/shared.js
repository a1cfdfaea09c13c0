'use strict';

/** The tables that no language owns, ready to be looked up. bot/detect/shared.py. */

const Pattern = require( './patterns.js' ).Pattern;
const text = require( './text.js' );
const wording = require( './wording.js' );

/**
 * @param {any} shared rules/shared.json
 * @return {Record<string, any>} Its tables, with sets for what is looked up
 */
function tables( shared ) {
	return {
		atWords: shared.at_words,
		ambiguousAtWords: new Set( shared.ambiguous_at_words ),
		dotWords: shared.dot_words,
		spelledTlds: new Set( shared.spelled_tlds ),
		roleLocals: new Set( shared.role_locals ),
		rolePrefixes: shared.role_prefixes,
		ownHosts: new Set( shared.own_hosts ),
		exampleHosts: new Set( shared.example_hosts ),
		exampleTlds: new Set( shared.example_tlds ),
		exampleLocals: new Set( shared.example_locals ),
		regions: shared.regions,
		otherNumber: new Pattern(
			'(?:' + shared.other_numbers.map( text.escape ).join( '|' ) + ')[\\s:.\\-]*(?:1[03])?[\\s:.\\-]*$', '', '\\p{L}\\p{Nl}\\p{No}'
		),
		reservedPhones: shared.reserved_phones.map( ( /** @type {string} */ source ) => new RegExp( source ) ),
		keyPrefixes: shared.key_prefixes,
		secretName: new Pattern( shared.secret_names.map( text.escape ).join( '|' ) ),
		secretPlaceholders: new Set( shared.secret_placeholders ),
		secretSamples: shared.secret_samples,
		bornIn: new Set( shared.born_in ),
		copulas: shared.copulas,
		legalForms: shared.legal_forms,
		social: new Set( shared.social ),
		messaging: new Set( shared.messaging ),
		numberedServices: new Set( shared.numbered_services ),
		dialledServices: shared.dialled_services,
		inflectedServices: new Set( shared.inflected_services ),
		shortServices: new Set( shared.short_services ),
		everywhere: new Set( shared.everywhere ),
		hosts: shared.hosts,
		notHandles: new Set( shared.not_handles ),
		projectAccounts: shared.project_accounts,
		notPortraits: shared.not_portraits,
		trades: new Set( shared.trades ),
		tradeQuestions: shared.trade_questions,
		symbols: shared.symbols,
		ids: shared.ids,
		strongIds: new Set( shared.strong_ids ),
		signedIds: new Set( shared.signed_ids ),
		tlds: new Set( shared.tlds ),
		wording: new wording.Wording( shared.wording, shared.traits )
	};
}

module.exports = { tables: tables };
