'use strict';

/**
 * The checks that make sense while somebody types, on one unit: the same ids, messages and vectors as
 * bot/translation/checks. Nothing is sent anywhere (P9), and nothing is ever corrected.
 */

const contacts = require( './contacts.js' );
const halves = require( './halves.js' );
const numbers = require( './numbers.js' );
const terms = require( './terms.js' );
const text = require( './text.js' );
const variables = require( './variables.js' );

/** @type {Record<string, Severity>} */
const SEVERITY = {
	'contact-missing': 'error',
	'contact-changed': 'error',
	'contact-foreign': 'error',
	'contact-duplicated': 'warning',
	'variable-lost': 'error',
	'variable-added': 'error',
	'plural-lost': 'warning',
	'half-translated': 'warning',
	'number-changed': 'error',
	'number-lost': 'warning',
	'number-added': 'warning',
	'term-forbidden': 'warning',
	'term-untouched-lost': 'warning',
	'term-missing': 'notice'
};
const ORDER = [ 'error', 'warning', 'notice' ];

/** Checks the units of one language. */
class Checker {
	/**
	 * @param {ChecksData} data
	 * @param {LanguageData} language
	 * @param {LanguageData} sourceLanguage
	 */
	constructor( data, language, sourceLanguage ) {
		this.data = data;
		this.language = language;
		this.sourceLanguage = sourceLanguage;
		this.scripts = new text.Scripts( data.scripts );
		this.finder = new terms.TermFinder( language.terms, language, this.scripts );
	}

	/**
	 * @param {string} source
	 * @return {{term: GlossaryTerm, form: string}[]}
	 */
	terms( source ) {
		return this.finder.inSource( source );
	}

	/**
	 * @param {string} source
	 * @param {string} translation
	 * @param {string[]|null} [defined] Names of the variables that the page defines, where that is known
	 * @return {Defect[]} The gravest first; none while there is no translation
	 */
	check( source, translation, defined ) {
		if ( !translation.trim() ) {
			return [];
		}
		/** @type {PairView} */
		const view = {
			source: source, translation: translation, language: this.language, sourceLanguage: this.sourceLanguage,
			variables: defined || null
		};
		const found = contacts.check( view ).concat(
			variables.check( view ), halves.check( view, this.data, this.scripts ), numbers.check( view, this.data ),
			this.finder.check( view )
		);
		/** @type {Defect[]} */
		let sorted = [];
		ORDER.forEach( ( severity ) => {
			sorted = sorted.concat( found.filter( ( defect ) => SEVERITY[ defect.check ] === severity ) );
		} );
		return sorted;
	}
}

module.exports = { Checker: Checker, SEVERITY: SEVERITY };
