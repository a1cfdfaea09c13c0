'use strict';

/** What a label names: the languages' labels and parameter names. bot/detect/recognizers/labelled.py. */

const cues = require( '../cues.js' );
const patterns = require( '../patterns.js' );
const text = require( '../text.js' );

/** @typedef {import('../view.js').View} View */

const fold = cues.fold;
const TAIL = /[\s:：?？؟;.*]+$/; // `;` asks in Greek
// `Q: `, `— ` before a question or its answer
const TAG = new patterns.Pattern( ' ?(?:[–—-]|[\\p{L}\\p{Nl}\\p{No}]{1,8} ?[:：]) ?(?=[\\p{L}\\p{N}¿¡])', 'u' );
const FIRST_WORD = new patterns.Pattern( ' ?([\\p{L}\\p{Nl}\\p{No}]{1,5}) (?=[^ ])', 'u' );
const NOT_LABEL = new RegExp( '^[\\p{Nd}\\s_\\-.:*?()]+$', 'u' );
const FIRST = /^[^,\-–—]{2,24}(?=$| ?[,\-–—])/;
const ASIDE = / ?\([^()]{1,24}\)/g;
const MOST_REMEMBERED = 4096; // labels whose types are kept; pages repeat each other's
const SHORTEST_NAME = 4; // letters of a template's name that is a label
const SHAPED = [
	'phone', 'email', 'ip_address', 'credential', 'national_id', 'payment', 'social_handle', 'messaging_handle'
];

/**
 * @param {View} view
 * @param {string} label
 * @return {string[]} The finding types that a label names, by the languages' labels and parameter names
 */
function typesOf( view, label ) {
	const known = view.lexicon.labelTypes;
	let kinds = known.get( label );
	if ( kinds === undefined ) {
		if ( known.size > MOST_REMEMBERED ) {
			known.clear();
		}
		kinds = readTypes( view, label );
		known.set( label, kinds );
	}
	return kinds;
}

/**
 * @param {View} view
 * @param {string} label
 * @return {string[]}
 */
function readTypes( view, label ) {
	const lexicon = view.lexicon;
	let plainLabel = text.strip( fold( label ).replace( /_/g, ' ' ).replace( TAIL, '' ), " '\"" );
	if ( plainLabel.indexOf( '(' ) >= 0 ) {
		plainLabel = plainLabel.replace( ASIDE, '' ).trim(); // né(e) le, telephone (office hours)
	}
	const name = text.lstrip( plainLabel, '*•-–—·►▪■●→»¿¡ ' );
	if ( NOT_LABEL.test( name ) ) {
		return [];
	}
	const plain = name.replace( / ?[0-9]+$/, '' );
	const found = lexicon.labels.get( name ) || lexicon.params.get( name ) || lexicon.labels.get( plain );
	if ( found ) {
		return found;
	}
	const service = serviceOf( view, name );
	if ( service ) {
		return [ service ];
	}
	const words = text.words( name );
	if ( words.length > 1 && words.length <= 4 &&
		( lexicon.own.has( words[ 0 ] ) || lexicon.own.has( words[ words.length - 1 ] ) ) ) {
		return typesOf( view, words.filter( ( word ) => !lexicon.own.has( word ) ).join( ' ' ) ); // my age, usia saya
	}
	if ( words.length > 1 && words.length <= 3 ) {
		for ( const word of [ words[ words.length - 1 ], words[ 0 ] ] ) {
			const kinds = ( lexicon.labels.get( word ) || [] ).filter( ( kind ) => SHAPED.indexOf( kind ) >= 0 );
			if ( kinds.length ) {
				return kinds;
			}
		}
	}
	const parameter = lexicon.params.get( plain ) || lexicon.params.get( plain.replace( / /g, '' ) );
	const tag = parameter ? null : TAG.match( name );
	return parameter || ( tag ? typesOf( view, name.slice( tag.end ) ) : [] );
}

/**
 * @param {View} view
 * @param {string} label
 * @param {number} start
 * @param {number} end
 * @return {number} Where an answer begins behind its speaker's sign, where its question has one, too: `Q: …`,
 *  `A: |In Whitby`
 */
function behindTag( view, label, start, end ) {
	const tag = TAG.match( label ) ? TAG.match( view.text, start, end ) : null;
	return tag ? tag.end : start;
}

/**
 * @param {View} view
 * @param {number} at
 * @param {number} limit
 * @return {number} Where a town begins behind a capital `In` that a value begins with; else `at`
 */
function behindIn( view, at, limit ) {
	const word = FIRST_WORD.match( view.folded, at, limit );
	return word && view.lexicon.shared.bornIn.has( word.groups[ 1 ] ) ? word.end : at;
}

/**
 * @param {View} view
 * @param {string} label
 * @return {string} What a label is that is a service's name, alone or before a comma or hyphen: `Skype, for family`
 */
function serviceOf( view, label ) {
	const shared = view.lexicon.shared;
	const name = FIRST.exec( label );
	if ( name === null || shared.notHandles.has( text.lstrip( label.slice( name[ 0 ].length ), ' -–—' ) ) ) {
		return ''; // IRC-channel
	}
	const service = name[ 0 ].trim();
	return shared.messaging.has( service ) ? 'messaging_handle' : shared.social.has( service ) ? 'social_handle' : '';
}

/**
 * @param {View} view
 * @param {string} title
 * @return {string[]} What `{{User city|…}}` holds: listed names, or the word for users and a label
 */
function valueTemplate( view, title ) {
	const name = fold( title );
	const known = view.lexicon.valueTemplates.get( name );
	if ( known ) {
		return known;
	}
	if ( name.indexOf( '/' ) >= 0 ) { // {{User:Someone/Mastodon|…}}
		const found = typesOf( view, name.slice( name.lastIndexOf( '/' ) + 1 ) );
		if ( found.length ) {
			return found;
		}
	}
	const parts = text.partition( name, ' ' );
	return view.lexicon.userNames.has( parts[ 0 ] ) && parts[ 2 ] ? typesOf( view, parts[ 2 ] ) : [];
}

/**
 * @param {View} view
 * @param {string} title
 * @return {string|null} What `{{Birthday|…}}`, `{{Real name|…}}` or `{{Phone|…}}` hold: templates called like a label
 */
function plainTemplate( view, title ) {
	const name = fold( title );
	const kinds = ( view.lexicon.labels.get( name ) || [] ).filter( ( kind ) => SHAPED.indexOf( kind ) >= 0 ||
		kind === 'birth_date' || ( kind === 'real_name' && name.indexOf( ' ' ) >= 0 ) );
	return name.length >= SHORTEST_NAME && kinds.length ? kinds[ 0 ] : null;
}

module.exports = {
	behindIn: behindIn, behindTag: behindTag, plainTemplate: plainTemplate, typesOf: typesOf,
	valueTemplate: valueTemplate
};
