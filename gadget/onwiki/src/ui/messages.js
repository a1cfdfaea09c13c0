'use strict';

/**
 * What people read, in their language: banana messages with `$1` and `{{PLURAL:$1|…}}`.
 *
 * English comes with the gadget; one other language is fetched from this wiki when it is needed. MediaWiki's own
 * message functions count by the interface's language only, and here another one can be chosen.
 */

/** @type {Object<string, string>} */
const english = require( '../i18n/en.json' );
/** @type {Object<string, {name: string, dir: string}>} */
const languages = require( '../data/languages.json' );
/** @type {Object<string, string>} */
let own = {};
let current = 'en';
const PAGES = 'MediaWiki:Gadget-Wikilatch/i18n/';
const PATIENCE = 8000;
// CLDR's categories in the order in which MediaWiki's forms stand.
/** What browsers call languages that MediaWiki spells otherwise. @type {Object<string, string>} */
const TAGS = { 'zh-hans': 'zh-Hans', 'zh-hant': 'zh-Hant', 'pt-br': 'pt-BR' };
const CATEGORIES = [ 'zero', 'one', 'two', 'few', 'many', 'other' ];

/**
 * @param {string} [wanted] A language that the reader chose, if any
 * @return {string} The first language of the reader's fallback chain that has messages
 */
function best( wanted ) {
	const base = wanted || String( mw.config.get( 'wgUserLanguage' ) || 'en' );
	let chain = wanted ? [ wanted ] : mw.language.getFallbackLanguageChain();
	chain = [ base ].concat( chain, base.split( '-' )[ 0 ] );
	for ( let i = 0; i < chain.length; i++ ) {
		const code = { zh: 'zh-hans', pt: 'pt-br' }[ /** @type {'zh'|'pt'} */ ( chain[ i ] ) ] || chain[ i ];
		if ( languages[ code ] ) {
			return code;
		}
	}
	return 'en';
}

/**
 * Load a language; English is shown where that cannot be done.
 *
 * @param {string} [wanted]
 * @return {Promise<void>}
 */
function load( wanted ) {
	const code = best( wanted );
	if ( code === current ) {
		return Promise.resolve();
	}
	if ( code === 'en' ) {
		own = {};
		current = 'en';
		return Promise.resolve();
	}
	const address = mw.util.getUrl( PAGES + code + '.json', {
		action: 'raw', ctype: 'application/json', maxage: '86400', smaxage: '86400', v: require( '../data/config.json' ).version
	} );
	return new Promise( ( resolve ) => {
		const late = setTimeout( resolve, PATIENCE );
		$.ajax( { url: address, dataType: 'json' } ).then( ( /** @type {any} */ read ) => {
			own = read;
			current = code;
		}, () => {
			mw.log.warn( 'Wikilatch: its messages in "' + code + '" are not on this wiki; showing English.' );
		} ).always( () => {
			clearTimeout( late );
			resolve();
		} );
	} );
}

/**
 * @param {string} lang
 * @param {number} count
 * @return {number} Which of the forms is said with this count
 */
function formOf( lang, count ) {
	const intl = /** @type {any} */ ( window ).Intl;
	if ( !intl || !intl.PluralRules ) {
		// Safari before 13.
		return count === 1 ? 0 : 1;
	}
	const rules = new intl.PluralRules( TAGS[ lang ] || lang );
	const has = rules.resolvedOptions().pluralCategories;
	return CATEGORIES.filter( ( name ) => has.indexOf( name ) >= 0 ).indexOf( rules.select( count ) );
}

/**
 * @param {string} message
 * @param {string} lang
 * @param {(string|number)[]} parameters
 * @return {string}
 */
function fill( message, lang, parameters ) {
	const rtl = ( languages[ lang ] || {} ).dir === 'rtl';
	return message.replace( /\{\{PLURAL:\$(\d)\|([^{}]*)\}\}/g, ( _all, slot, forms ) => {
		const count = Number( parameters[ slot - 1 ] );
		/** @type {string[]} */
		const plain = [];
		/** @type {string|undefined} */
		let exact;
		forms.split( '|' ).forEach( ( /** @type {string} */ form ) => {
			const match = /^(\d+)=(.*)$/.exec( form );
			if ( !match ) {
				plain.push( form );
			} else if ( Number( match[ 1 ] ) === count ) {
				exact = match[ 2 ];
			}
		} );
		return exact !== undefined ? exact : plain[ Math.min( formOf( lang, count ), plain.length - 1 ) ] || '';
	} ).replace( /\$(\d)/g, ( all, slot ) => {
		const value = parameters[ slot - 1 ];
		if ( value === undefined ) {
			return all;
		}
		// So that a Latin name cannot reorder a sentence written from right to left.
		return rtl && typeof value === 'string' ? '\u2068' + value + '\u2069' : String( value );
	} );
}

/**
 * @param {string} key Without the prefix `wikilatch-`
 * @param {...(string|number)} parameters
 * @return {string}
 */
function text( key, ...parameters ) {
	const name = 'wikilatch-' + key;
	if ( own[ name ] !== undefined ) {
		return fill( own[ name ], current, parameters );
	}
	return english[ name ] === undefined ? '⧼' + name + '⧽' : fill( english[ name ], 'en', parameters );
}

/**
 * @return {{lang: string, dir: string}} Attributes of whatever shows our messages
 */
function attributes() {
	return { lang: TAGS[ current ] || current, dir: languages[ current ].dir };
}

/**
 * @param {string} day `YYYY-MM-DD`
 * @return {string} The day as people write it
 */
function date( day ) {
	try {
		return new Date( day + 'T12:00:00Z' ).toLocaleDateString( attributes().lang,
			{ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } );
	} catch ( e ) {
		return day;
	}
}

module.exports = { load: load, text: text, attributes: attributes, date: date, fill: fill, languages: languages };
