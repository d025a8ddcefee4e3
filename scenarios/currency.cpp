#include "scenarios/currency.h"

#include <array>
#include <cmath>

#include "scenarios/scenario.h"

namespace pasar {

namespace {

struct Digits {
    int digits;
    std::string_view codes;  ///< of three letters, a blank between
};

/// ISO 4217, list one, as of 2026; BGN and ANG, which left it lately, are known as well.
constexpr std::array kDigits{
    Digits{0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"},
    Digits{0, "IDR"},  // two by ISO 4217; no sen have been in use for decades
    Digits{2,
           "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF "
           "CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD "
           "HKD HNL HTG HUF ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP "
           "MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD "
           "SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS "
           "VED VES WST XCD XCG YER ZAR ZMW ZWG"},
    Digits{3, "BHD IQD JOD KWD LYD OMR TND"}, Digits{4, "CLF UYW"}};

/// Doubles hold every whole number up to here.
constexpr double kMostUnits = 0x1p53;

}  // namespace

const std::vector<std::string_view>& currency_codes() {
    static const std::vector<std::string_view> codes = [] {
        std::vector<std::string_view> all;
        for (const Digits& some : kDigits)
            for (std::size_t at = 0; at < some.codes.size(); at += 4) all.push_back(some.codes.substr(at, 3));
        return all;
    }();
    return codes;
}

std::optional<int> iso_currency_digits(std::string_view code) {
    if (code.size() != 3) return std::nullopt;
    for (const Digits& some : kDigits)
        for (std::size_t at = 0; at < some.codes.size(); at += 4)
            if (some.codes.substr(at, 3) == code) return some.digits;
    return std::nullopt;
}

int currency_digits(std::string_view code, std::int64_t said) {
    if (said >= 0 && said <= kMostCurrencyDigits) return static_cast<int>(said);
    return iso_currency_digits(code).value_or(0);
}

int currency_digits(const Scenario& scenario) { return currency_digits(scenario.currency, scenario.currency_digits); }

Currency currency_of(const Scenario& scenario) { return {scenario.currency, currency_digits(scenario)}; }

Money money_from_main(double main, int digits) {
    const double units = main * static_cast<double>(units_in_main(digits));
    return {whole_part(units + (units < 0.0 ? -0.5 : 0.5))};
}

bool is_amount(double main, int digits) {
    const Money amount = money_from_main(main, digits);
    const auto units = static_cast<double>(amount.units);
    return std::abs(units) <= kMostUnits && in_main_unit(units, digits) == main;
}

std::string amount_text(std::int64_t units, int digits) {
    const std::string sign = units < 0 ? "-" : "";
    std::string text = std::to_string(units);
    if (digits == 0) return text;
    text.erase(0, sign.size());
    const auto decimals = static_cast<std::size_t>(digits);
    if (text.size() <= decimals) text.insert(0, decimals + 1 - text.size(), '0');
    text.insert(text.size() - decimals, 1, '.');
    return sign + text;
}

}  // namespace pasar
