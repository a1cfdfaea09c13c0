'use strict';

/**
 * The value of a given type that begins at a place: what labels, arguments and phrases are followed by.
 * bot/detect/recognizers/values.py.
 */

const contact = require( './contact.js' );
const emails = require( './emails.js' );
const credentials = require( './credentials.js' );
const dates = require( '../dates.js' );
const handles = require( './handles.js' );
const ids = require( './ids.js' );
const life = require( './life.js' );
const network = require( './network.js' );
const organisations = require( './organisations.js' );
const patterns = require( '../patterns.js' );
const place = require( './place.js' );
const text = require( '../text.js' );

/**
 * @typedef {import('../view.js').Span} Span
 * @typedef {import('../view.js').View} View
 */

const Pattern = patterns.Pattern;
const FARTHEST = 160; // characters behind a label in which its value begins and ends
const FAR = 24; // characters before a value that is a label's, not part of a sentence
const PARTS = new Pattern( '[,،:(–—] ?(?=[\\p{L}\\p{Nl}\\p{No}])', 'u' );
const SUBJECT = 32; // characters of what somebody studied, before the school
const WORD = new Pattern( ' ([\\p{L}\\p{Nl}\\p{No}]{2,12}\\.?)(?=[ ,])', 'u' ); // the next one, with its dot
const PARTED = 64; // characters behind a label in which a firm's part begins
/** @type {Map<string, string>} */
const SLOT_OF = new Map( [
	[ 'real_name', 'name' ], [ 'location', 'place' ], [ 'employer', 'org' ], [ 'school', 'school' ]
] );

/**
 * @param {View} view
 * @param {string} slot
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The value of a phrase's slot that begins at `at`
 */
function takeSlot( view, slot, at, limit ) {
	switch ( slot ) {
		case 'handle':
			return handles.handleAt( view, at, limit );
		case 'name':
		case 'fullname':
		case 'place':
		case 'org':
		case 'school':
			return view.slots().forward( slot, at, limit );
		case 'date': {
			const span = dates.find( view.folded, at, Math.min( limit, at + 48 ), view.lexicon );
			return span && span[ 0 ] - at <= 14 ? span : null;
		}
		case 'age':
			return life.ageAt( view, at, limit );
		case 'street':
			return place.addressAt( view, at, limit ) || place.houseAt( view, at, limit ) ||
				place.namedAt( view, at, limit );
		case 'number':
			return handles.numberAt( view, at, limit );
		case 'secret':
			return credentials.secretAt( view, at, limit );
	}
	return null;
}

/**
 * @param {View} view
 * @param {string} kind
 * @param {number} at
 * @param {number} stop
 * @return {Span|null} The value of a finding type that begins at `at`, after a label of that type
 */
function take( view, kind, at, stop ) {
	const limit = Math.min( stop, at + FARTHEST );
	const slot = SLOT_OF.get( kind );
	if ( slot ) {
		const ledIn = slot === 'name' ? undefined : view.lexicon.shared.wording.ledIn.get( view.lexicon.code );
		const led = ledIn === undefined ? null : ledIn.match( view.folded, at, limit );
		const span = view.slots().forward( slot, led === null ? at : led.end, limit );
		if ( led !== null && span !== null && slot === 'org' && !hasOwnWord( view, span ) ) {
			return null; // `where do I work?`: in articles about birds
		}
		if ( led !== null && span !== null && slot === 'school' && !view.slots().saysSchool( span[ 0 ], span[ 1 ], true ) ) {
			return null;
		}
		return kind === 'school' ? schoolBehind( view, span, limit ) : span;
	}
	switch ( kind ) {
		case 'birth_date':
			return dates.find( view.folded, at, Math.min( limit, at + 60 ), view.lexicon );
		case 'age_minor':
			return life.ageAt( view, at, limit ) || life.graded( view, at, limit ) || life.gradeAt( view, at, limit );
		case 'address':
			return place.addressAt( view, at, limit, true );
		case 'email':
			return emails.emailIn( view, at, limit );
		case 'phone':
			return contact.phoneIn( view, at, Math.min( limit, at + 50 ) );
		case 'social_handle':
		case 'messaging_handle':
			return handles.handleAt( view, at, limit );
		case 'national_id':
		case 'payment':
			return ids.numberIn( view, kind, at, Math.min( limit, at + 60 ) );
		case 'ip_address':
			return network.addressIn( view, at, Math.min( limit, at + 60 ) );
		case 'credential':
			return credentials.secretAt( view, at, limit );
	}
	return null;
}

/**
 * @param {View} view
 * @param {string} label
 * @param {number} at
 * @param {number} limit
 * @return {Span|null} The firm beside a label: what begins there, or the first later part with a firm's own word
 *  (`nurse, Tidewater Hospital`; `until 2018: …`)
 */
function employer( view, label, at, limit ) {
	const begins = take( view, 'employer', at, limit );
	const first = begins !== null && begins[ 0 ] - at <= FAR && employs( view, label, begins ) ? begins : null;
	if ( first !== null && hasOwnWord( view, first ) ) {
		return first;
	}
	if ( first !== null && isBeforeStreet( view, first[ 1 ], limit ) ) {
		return null; // `office: Sobornaya sq., 2`
	}
	const stop = Math.min( limit, at + PARTED );
	let part = PARTS.search( view.text, at, stop );
	while ( part !== null ) {
		const span = take( view, 'employer', part.end, limit );
		if ( span !== null && span[ 0 ] - part.end <= 1 && hasOwnWord( view, span ) ) {
			return span;
		}
		part = PARTS.search( view.text, part.end, stop );
	}
	return first;
}

/**
 * @param {View} view
 * @param {number} end
 * @param {number} limit
 * @return {boolean} Whether a street's own word follows: the value is a street
 */
function isBeforeStreet( view, end, limit ) {
	const word = WORD.match( view.folded, end, limit );
	return word !== null && view.lexicon.plain.street.indexOf( word.groups[ 1 ] ) >= 0;
}

/**
 * @param {View} view
 * @param {Span} span
 * @return {boolean}
 */
function hasOwnWord( view, span ) {
	return view.slots().hasLegalForm( span[ 0 ], span[ 1 ] ) || organisations.isNamed( view, span[ 0 ], span[ 1 ] );
}

/**
 * @param {View} view
 * @param {Span|null} span
 * @param {number} limit
 * @return {Span|null} What stands beside a school's label, or the school behind its comma: `BSc Botany, University of
 *  Hull`
 */
function schoolBehind( view, span, limit ) {
	if ( span === null || view.slots().saysSchool( span[ 0 ], span[ 1 ], true ) ) {
		return span;
	}
	const comma = view.folded.indexOf( ',', span[ 1 ] );
	const near = comma >= 0 && comma < Math.min( limit, span[ 1 ] + SUBJECT );
	const later = near ? view.slots().forward( 'school', comma + 1, limit ) : null;
	return later !== null && view.slots().saysSchool( later[ 0 ], later[ 1 ], true ) ? later : span;
}

/**
 * @param {View} view
 * @param {string} label
 * @param {Span} span
 * @return {boolean} Whether a value is an employer's: beside a word for professions (`occupation`) or a question for
 *  them (`what do you do for a living?`) only with a firm's own word
 */
function employs( view, label, span ) {
	const shared = view.lexicon.shared, name = text.strip( label, " :.*'?¿;" );
	const asked = shared.tradeQuestions.some( ( /** @type {string} */ begin ) => name.startsWith( begin ) );
	if ( !asked && !shared.trades.has( name ) ) {
		return true;
	}
	return text.any( view.folded, text.isDigit, span[ 0 ], span[ 1 ] ) ||
		/[«»„“”"]/.test( view.text.slice( span[ 0 ], span[ 1 ] + 1 ) ) || hasOwnWord( view, span );
}

module.exports = { employer: employer, take: take, takeSlot: takeSlot };
